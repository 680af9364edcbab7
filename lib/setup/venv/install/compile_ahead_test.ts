import assert from "node:assert/strict";
import { join } from "node:path";
import { requires } from "../../../../tests/support/requires.ts";
import { tempDir } from "../../../../tests/support/temp_dir.ts";
import { waitFor } from "../../../../tests/support/wait_for.ts";
import { denoSystem } from "../../../system/deno.ts";
import type { System } from "../../../system/mod.ts";
import { aheadCompiler } from "./compile_ahead.ts";

/** Source files, by path; the last one is compiled last. */
const SOURCES = {
  "first/broken.py": "def",
  "first/part/deep.py": "deep = 1\n",
  "first/tests/probe.py": "probe = 1\n",
  "first/unwanted.py": "unwanted = 1\n",
  "last.py": "last = 1\n",
};

Deno.test({
  ...requires(
    ["python3"],
    "aheadCompiler() compiles packages and modules, but neither tests nor what it was not told",
  ),
  async fn() {
    await using place = await filledVenv();
    await using ahead = aheadCompiler(machine(), [
      { compileAhead: ["first.part"] },
      { compileAhead: ["last"] },
    ]);
    ahead.begin(place);
    await waitFor(() => place.has("last"), "the last module to be compiled");
    assert.deepEqual(await place.compiled(), ["first/part/deep", "last"]);
  },
});

Deno.test({
  ...requires(
    ["python3"],
    "aheadCompiler() passes over what is absent or does not compile",
  ),
  async fn() {
    await using place = await filledVenv();
    await using ahead = aheadCompiler(machine(), [
      { compileAhead: ["absent", "first", "last"] },
    ]);
    ahead.begin(place);
    await waitFor(() => place.has("last"), "the last module to be compiled");
    assert.deepEqual(await place.compiled(), [
      "first/part/deep",
      "first/unwanted",
      "last",
    ]);
  },
});

Deno.test({
  ...requires(["python3"], "aheadCompiler() ends when it is disposed of"),
  async fn() {
    await using place = await filledVenv();
    // Two ways back at every step: more directories than anyone can read.
    await Deno.mkdir(join(place.sitePackages, "endless"));
    await Deno.symlink("..", join(place.sitePackages, "endless/again"));
    await Deno.symlink("..", join(place.sitePackages, "endless/once"));
    const started: number[] = [];
    {
      await using ahead = aheadCompiler(machine({ started }), [{
        compileAhead: ["last", "endless"],
      }]);
      ahead.begin(place);
      await waitFor(() => place.has("last"), "the first module to be compiled");
    }
    const [pid = 0] = started;
    assert.equal(await denoSystem().proc.find(pid), undefined);
    const orphans = (await place.files()).filter((name) =>
      /\.pyc\./.test(name)
    );
    assert.deepEqual(orphans, []);
  },
});

Deno.test("aheadCompiler() leaves a Python alone that keeps compiled modules elsewhere", async () => {
  for (const name of ["PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"]) {
    const started: number[] = [];
    await using ahead = aheadCompiler(
      machine({ started, env: { [name]: "/elsewhere" } }),
      [{ compileAhead: ["last"] }],
    );
    ahead.begin({ venv: "/absent", sitePackages: "/absent" });
    assert.deepEqual(started, [], name);
  }
});

/** The machine, which notes the pids of what is started. */
function machine(
  { started = [], env = {} }: {
    started?: number[];
    env?: Record<string, string>;
  } = {},
): Pick<System, "env" | "proc"> {
  const { env: own, proc } = denoSystem();
  return {
    env: { ...own, get: (name) => env[name] },
    proc: {
      ...proc,
      converse(...args) {
        const talk = proc.converse(...args);
        started.push(talk.pid);
        return talk;
      },
    },
  };
}

/** A venv as an installer leaves it. */
async function filledVenv() {
  const dir = await tempDir();
  const venv = dir.path;
  const sitePackages = join(venv, "site-packages");
  for (const [path, text] of Object.entries(SOURCES)) {
    await Deno.mkdir(join(sitePackages, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(sitePackages, path), text);
  }
  await Deno.mkdir(join(venv, "bin"));
  const { stdout } = await denoSystem().proc.run(
    ["python3", "-c", "import sys; print(sys.executable)"],
  );
  await Deno.symlink(stdout.trim(), join(venv, "bin/python"));
  const files = async (): Promise<string[]> => {
    const found = await denoSystem().proc.run(
      ["find", "-P", ".", "-type", "f"],
      {
        cwd: sitePackages,
      },
    );
    return found.stdout.split("\n").filter(Boolean).map((path) =>
      path.slice(2)
    );
  };
  const compiled = async (): Promise<string[]> =>
    (await files()).filter((path) => path.endsWith(".pyc"))
      .map((path) => path.replace(/__pycache__\/([^.]+).*/, "$1")).sort();
  return {
    venv,
    sitePackages,
    files,
    compiled,
    has: async (module: string) => (await compiled()).includes(module),
    [Symbol.asyncDispose]: () => dir[Symbol.asyncDispose](),
  };
}
