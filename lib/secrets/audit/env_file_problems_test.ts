import assert from "node:assert/strict";
import type { FakeEntry } from "../../../tests/support/fake/fake_tree.ts";
import {
  type FakeProgram,
  type FakeSystem,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { envFileProblems } from "./env_file_problems.ts";

const IGNORE_FILE = `${PATHS.root}/.gitignore`;
const PRIVATE: FakeEntry = { text: "KEY=1\n", mode: 0o600 };

/** Git in a repository that tracks and ignores the named files. */
function git(
  { tracked = [], ignored = [] }: {
    readonly tracked?: readonly string[];
    readonly ignored?: readonly string[];
  } = {},
): FakeProgram {
  return ([at, root, command, ...args]) => {
    assert.deepEqual([at, root], ["-C", PATHS.root]);
    const file = args.at(-1) ?? "";
    switch (command) {
      case "rev-parse":
        return { code: 0 };
      case "ls-files":
        return { code: tracked.includes(file) ? 0 : 1 };
      case "check-ignore":
        return { code: ignored.includes(file) ? 0 : 1 };
      default:
        return undefined;
    }
  };
}

function machine(
  program: FakeProgram | null,
  files: Record<string, string | FakeEntry> = { [PATHS.envFile]: PRIVATE },
): FakeSystem {
  return fakeSystem({ programs: { git: program }, files });
}

async function messages(system: FakeSystem): Promise<string[]> {
  const problems = await envFileProblems({ system, paths: PATHS });
  return problems.map(({ message }) => message);
}

/** Fixes what can be fixed. */
async function fix(system: FakeSystem): Promise<void> {
  for (const problem of await envFileProblems({ system, paths: PATHS })) {
    await problem.fix?.();
  }
}

Deno.test("envFileProblems() finds nothing where .env is private and ignored", async () => {
  assert.deepEqual(await messages(machine(git({ ignored: [".env"] }))), []);
});

Deno.test("envFileProblems() finds a mode that lets others in, and fixes it", async () => {
  for (const mode of [0o604, 0o640, 0o610, 0o601]) {
    const entry = { ...PRIVATE, mode };
    const system = machine(null, { [PATHS.envFile]: entry });
    assert.deepEqual(await messages(system), [
      `.env has mode ${mode.toString(8)}: other users can access it`,
    ]);
    await fix(system);
    assert.equal((await system.fs.stat(PATHS.envFile))?.mode, 0o600);
    assert.deepEqual(await messages(system), []);
  }
  const odd = machine(null, { [PATHS.envFile]: { ...PRIVATE, mode: 0o004 } });
  assert.match((await messages(odd)).join(), /mode 004:/);
});

Deno.test("envFileProblems() asks git nothing more outside a repository", async () => {
  const system = machine(() => ({ code: 128 }));
  assert.deepEqual(await messages(system), []);
  assert.equal(system.commands.length, 1);
});

Deno.test("envFileProblems() finds what git tracks or does not ignore", async () => {
  assert.deepEqual(await messages(machine(git({ tracked: [".env"] }))), [
    "git tracks .env",
    "git does not ignore .env",
  ]);
});

Deno.test("envFileProblems() takes no failure of git for an answer", async () => {
  const broken: FakeProgram = (args) => ({
    code: args.includes("rev-parse") ? 0 : 128,
  });
  assert.deepEqual(await messages(machine(broken)), []);
});

Deno.test("envFileProblems() looks at what .env leads to in the workspace", async () => {
  const linked = (target: string, real: string): FakeSystem =>
    machine(git({ ignored: [".env"] }), {
      [PATHS.envFile]: { target },
      [real]: PRIVATE,
    });
  const inside = linked("vault/keys", "/project/vault/keys");
  assert.deepEqual(await messages(inside), ["git does not ignore vault/keys"]);
  await fix(inside);
  assert.equal(await inside.fs.readText(IGNORE_FILE), "/vault/keys\n");
  assert.deepEqual(await messages(linked("../keys", "/keys")), []);
  assert.deepEqual(await messages(linked("../workshop/k", "/workshop/k")), []);
});

Deno.test("envFileProblems() adds whole lines to .gitignore", async () => {
  const cases: readonly (readonly [string, string])[] = [
    ["/.venv\n", "/.venv\n/.env\n/.env.*.draft\n"],
    ["/.venv", "/.venv\n/.env\n/.env.*.draft\n"],
    ["", "/.env\n/.env.*.draft\n"],
  ];
  for (const [before, after] of cases) {
    const system = machine(git(), { [IGNORE_FILE]: before });
    await fix(system);
    assert.equal(await system.fs.readText(IGNORE_FILE), after);
  }
});
