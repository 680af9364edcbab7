/**
 * From a repository with an app of each framework to the running program, and
 * back.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { FRAMEWORKS } from "../presets/frameworks.ts";
import {
  requiresFramework,
  requiresNightly,
} from "../presets/hostile_project.ts";
import { CHECKOUT } from "../support/harness.ts";
import { initRepository } from "../support/init/init_repository.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";

/** What shows that a tool without an app of its own is used. */
const USES: Readonly<Record<string, string>> = {
  mlflow: "import mlflow\n\nmlflow.log_metric('loss', 1)\n",
  tensorboard:
    "from torch.utils.tensorboard import SummaryWriter\n\nSummaryWriter('logs')\n",
};

for (const { name, answers, makes = [] } of FRAMEWORKS) {
  Deno.test({
    ...requiresFramework(
      name,
      `init finds ${name}, start runs it, stop and undo leave nothing`,
    ),
    async fn() {
      await using repository = await initRepository({
        files: await filesFor(name),
      });
      const before = await repository.snapshot();
      const init = await repository.hearth(["init", "--yes", "--json"]);
      assert.equal(init.code, 0, init.stderr);
      const { written } = JSON.parse(init.stdout);
      const start = await repository.hearth(["start", "--json", "--no-open"]);
      assert.equal(start.code, 0, start.stderr);
      const [service] = servicesOf(start);
      try {
        assert.equal(service?.state, "running");
        for (const [path, [status, text]] of Object.entries(answers)) {
          const answer: Response = await fetch(
            `http://127.0.0.1:${service?.port}${path}`,
            { redirect: "manual" },
          );
          assert.equal(answer.status, status, path);
          assert.match(await answer.text(), text, path);
        }
      } finally {
        const stop = await repository.hearth(["stop"]);
        assert.equal(stop.code, 0, stop.stderr);
      }
      const changed = (await repository.status()).map((line) => line.slice(3));
      const own = changed.filter((path) =>
        !makes.includes(path) && !path.includes("__pycache__")
      );
      assert.deepEqual(own.sort(), [...written].sort());
      const undone = await repository.hearth(["init", "--undo"]);
      assert.equal(undone.code, 0, undone.stderr);
      const after = await repository.snapshot();
      for (const path of Object.keys(after)) {
        if (makes.includes(path) || path.includes("__pycache__")) {
          delete (after as Record<string, string>)[path];
        }
      }
      assert.deepEqual(after, before);
    },
  });
}

Deno.test({
  ...requiresNightly("init gives a repository of notebooks JupyterLab"),
  async fn() {
    await using repository = await initRepository({
      files: {
        "notebooks/one.ipynb":
          '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}',
      },
    });
    const init = await repository.hearth(["init", "--yes"]);
    assert.equal(init.code, 0, init.stderr);
    assert.equal(await repository.read("requirements.txt"), "jupyterlab\n");
    const start = await repository.hearth(["start", "--json", "--no-open"]);
    assert.equal(start.code, 0, start.stderr);
    const [service] = servicesOf(start);
    const answer = await fetch(`http://127.0.0.1:${service?.port}/api`);
    assert.match(await answer.text(), /"version"/);
    const stop = await repository.hearth(["stop"]);
    assert.equal(stop.code, 0, stop.stderr);
    const undone = await repository.hearth(["init", "--undo"]);
    assert.equal(undone.code, 0, undone.stderr);
    assert.deepEqual(await repository.status(), []);
  },
});

/** The app of the framework, with the packages that it needs. */
async function filesFor(name: string): Promise<Record<string, string>> {
  const presets = join(CHECKOUT, "tests/presets");
  const files: Record<string, string> = {
    "requirements.txt": await Deno.readTextFile(
      join(presets, "pins", `${name}.txt`),
    ),
  };
  const use = USES[name];
  if (use !== undefined) return { ...files, "train.py": use };
  const app = join(presets, "apps", name);
  for await (const { name: file, isFile, isDirectory } of Deno.readDir(app)) {
    if (isFile) files[file] = await Deno.readTextFile(join(app, file));
    if (!isDirectory) continue;
    for await (const { name: inner } of Deno.readDir(join(app, file))) {
      files[`${file}/${inner}`] = await Deno.readTextFile(
        join(app, file, inner),
      );
    }
  }
  return files;
}
