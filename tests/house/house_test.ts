import assert from "node:assert/strict";
import { join } from "node:path";
import { BRIEFS } from "../../tasks/briefs.ts";
import { CHECKOUT, checkoutFiles, tempWorkspace } from "../support/harness.ts";

interface Config {
  readonly tasks: Readonly<
    Record<string, { readonly description: string; readonly command: string }>
  >;
}

const files = await checkoutFiles();

async function read(file: string): Promise<string> {
  return await Deno.readTextFile(join(CHECKOUT, file));
}

async function tasks(): Promise<Config["tasks"]> {
  return (JSON.parse(await read("deno.json")) as Config).tasks;
}

/** Files whose text matches, with the first match. */
async function filesWith(
  pattern: RegExp,
  among: readonly string[] = files,
): Promise<string[]> {
  const found: string[] = [];
  for (const file of among) {
    const match = pattern.exec(await read(file))?.[0];
    if (match !== undefined) found.push(`${file}: ${match}`);
  }
  return found;
}

Deno.test("every task has a description", async () => {
  for (const [name, { description }] of Object.entries(await tasks())) {
    assert.match(description, /^[A-Z].{10,}[^.]$/, name);
  }
});

Deno.test("every command has a task, and every task a command", async () => {
  const names = files.flatMap((file) =>
    /^tasks\/(\w+)\/command\.ts$/.exec(file)?.[1] ?? []
  );
  const known = await tasks();
  const briefs: Readonly<Record<string, string>> = BRIEFS;
  assert.deepEqual(Object.keys(briefs).sort(), names.sort());
  for (const name of names) {
    const declared = await import(`../../tasks/${name}/command.ts`);
    assert.ok(`${name}Command` in declared, name);
    const { command, description } = known[name] ?? {};
    assert.match(command ?? "", new RegExp(` main\\.ts ${name}$`));
    assert.equal(description, briefs[name]);
  }
  const called = Object.values(known).flatMap(({ command }) =>
    / main\.ts (\w+)$/.exec(command)?.[1] ?? []
  );
  assert.deepEqual(called.sort(), names.sort());
});

Deno.test("no command is read before it is known which one is meant", async () => {
  await using workspace = await tempWorkspace();
  const { stdout } = await workspace.exec(
    [Deno.execPath(), "info", "--json", "main.ts"],
  );
  const { modules } = JSON.parse(stdout) as {
    modules: { specifier: string }[];
  };
  const read = modules.filter(({ specifier }) =>
    /\/tasks\/\w+\/(\w+_)?command\.ts$/.test(specifier)
  );
  assert.deepEqual(read, []);
});

Deno.test("no file names a package registry's host", async () => {
  const hosts = [
    ["registry", "npmjs"],
    ["pypi", "org"],
    ["files", "python" + "hosted"],
    ["proxy", "golang"],
    ["deb", "debian"],
  ];
  const pattern = new RegExp(hosts.map((parts) => parts.join("\\.")).join("|"));
  assert.deepEqual(await filesWith(pattern), []);
});

Deno.test("no file names a developer's directory", async () => {
  const homes = /(?<![\w.$}/~-])\/(home|Users|root|work)\/\w/;
  // Tests may make up a home.
  const code = files.filter((file) => !file.endsWith("_test.ts"));
  assert.deepEqual(await filesWith(homes, code), []);
  const here = new RegExp(CHECKOUT.replaceAll(/[^\w/]/g, "\\$&"));
  assert.deepEqual(await filesWith(here), []);
});

Deno.test("every file can be held in the head: 200 lines, 300 for tests", async () => {
  for (const file of files.filter((name) => name.endsWith(".ts"))) {
    const lines = (await read(file)).trimEnd().split("\n").length;
    const most = file.endsWith("_test.ts") ? 300 : 200;
    assert.ok(lines <= most, `${file} has ${lines} lines`);
  }
});

Deno.test("no test is switched off, or the others for its sake", async () => {
  const tests = files.filter((file) =>
    file.endsWith("_test.ts") && file !== "tests/house/house_test.ts"
  );
  const switches = /\bignore: true|\bonly: true|^Deno\.test\.(ignore|only)\(/m;
  assert.deepEqual(await filesWith(switches, tests), []);
});

Deno.test("nothing is left to do", async () => {
  const mark = new RegExp(["TODO", "FIXME", "XXX"].join("\\b|\\b"));
  const code = files.filter((file) =>
    /\.(ts|py|sh|nix|yml)$/.test(file) && file !== "tests/house/house_test.ts"
  );
  assert.deepEqual(await filesWith(mark, code), []);
});
