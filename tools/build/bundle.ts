/**
 * The package's JavaScript.
 *
 * @module
 */
import { join, toFileUrl } from "./packages.ts";
import config from "../../deno.json" with { type: "json" };
import { BRIEFS } from "../../tasks/briefs.ts";
import { gather } from "./gather.ts";

/** What is loaded on its own: by the launcher, by Deno, in a sandbox. */
const ENTRIES = [
  "main.ts",
  "mod.ts",
  "install.ts",
  "lib/flakes/sandbox/sandbox_main.ts",
];

/** Commands for Hearth's own checkout. */
const FOR_CONTRIBUTORS = new Set(["test"]);

/**
 * Bundles with a chunk for everything that is imported late. Deno reads what a
 * literal `import()` names before it runs anything, so the chunks' names are
 * hidden from it afterwards.
 */
export async function bundle(root: string, dist: string): Promise<void> {
  const work = await Deno.makeTempDir({ prefix: "hearth-build-" });
  try {
    const map = join(work, "import_map.json");
    const commands = join(work, "load_command.ts");
    await Deno.writeTextFile(commands, commandsOf(root));
    await Deno.writeTextFile(
      map,
      JSON.stringify({
        imports: {
          ...config.imports,
          hearth: toFileUrl(join(root, "mod.ts")).href,
          [toFileUrl(join(root, "tasks/load_command.ts")).href]:
            toFileUrl(commands).href,
        },
      }),
    );
    await run(root, [
      "bundle",
      "--quiet",
      "--platform=deno",
      "--code-splitting",
      "--external=@napi-rs/keyring",
      `--import-map=${map}`,
      `--outdir=${dist}`,
      ...ENTRIES,
    ]);
  } finally {
    await Deno.remove(work, { recursive: true });
  }
  await rewriteChunks(dist, withLateRequire);
  await gather(dist, ENTRIES.map((entry) => entry.replace(/\.ts$/, ".js")));
  await rewriteChunks(dist, (text) => text.replaceAll(LATE, "import([$1][0])"));
}

/** What takes the place of `tasks/load_command.ts`: literal names. */
function commandsOf(root: string): string {
  const names = Object.keys(BRIEFS).filter((name) =>
    !FOR_CONTRIBUTORS.has(name)
  );
  const cases = names.map((name) => {
    const url = toFileUrl(join(root, "tasks", name, "command.ts")).href;
    return `  ${name}: async () => (await import("${url}")).${name}Command,`;
  });
  return [
    "const COMMANDS = {",
    ...cases,
    "};",
    "export const isCommand = (name: string) => name in COMMANDS;",
    "export const loadCommand = (name: keyof typeof COMMANDS) =>",
    "  COMMANDS[name]();",
    "",
  ].join("\n");
}

/** What the bundler begins every program with, for packages in CommonJS. */
const REQUIRE =
  /^import \{ createRequire as (\w+) \} from "node:module";\nvar __require = \1\(import\.meta\.url\);$/m;

/** The same without a module that takes as long to load as all of a command. */
const LATE_REQUIRE =
  "var __require = (name) => globalThis.process.getBuiltinModule(name);";

/** What is loaded late, by a name that Deno would read ahead. */
const LATE = /\bimport\((["']\.\.?\/[^"']+\.js["'])\)/g;

/** @throws {Error} when a package requires what is not part of the platform */
function withLateRequire(text: string, file: string): string {
  const foreign = /\b__require\("(?!node:)([^"]+)"\)/.exec(text);
  if (foreign !== null) throw new Error(`${file} requires "${foreign[1]}"`);
  return text.replace(REQUIRE, LATE_REQUIRE);
}

async function rewriteChunks(
  dist: string,
  rewrite: (text: string, file: string) => string,
): Promise<void> {
  for await (const { name } of Deno.readDir(dist)) {
    if (!name.endsWith(".js")) continue;
    const file = join(dist, name);
    await Deno.writeTextFile(
      file,
      rewrite(await Deno.readTextFile(file), file),
    );
  }
}

async function run(cwd: string, args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
