/**
 * Presets with the real frameworks: each answers on Hearth's port and on
 * loopback only, whatever the project says, and `stop` leaves nothing.
 *
 * @module
 */
import assert from "node:assert/strict";
import { processesWith } from "../support/harness.ts";
import { isLoopback, listenersOf } from "../support/services/listening.ts";
import { FRAMEWORKS } from "./frameworks.ts";
import {
  filesOf,
  type HostileProject,
  requiresFramework,
  startHostileProject,
} from "./hostile_project.ts";

for (const { name, answers, makes = [] } of FRAMEWORKS) {
  Deno.test({
    ...requiresFramework(
      name,
      `${name} answers on its port of loopback, whatever the project says`,
    ),
    async fn() {
      await using project = await startHostileProject(name);
      const { workspace, files } = project;
      for (const [path, [status, text]] of Object.entries(answers)) {
        const answer = await project.ask(path);
        assert.equal(answer.status, status, path);
        assert.match(await answer.text(), text);
      }
      if (Deno.build.os === "linux") await assertOnLoopback(project);
      const made = (await filesOf(workspace.root))
        .filter((file) => !files.includes(file));
      assert.deepEqual(made, makes);
      const stopped = await workspace.run(["stop"]);
      assert.equal(stopped.code, 0, stopped.stderr);
      assert.deepEqual(await processesWith("HOME", workspace.home), []);
    },
  });
}

/** Every socket of the project is on loopback, and one has the port. */
async function assertOnLoopback(
  { workspace, port }: HostileProject,
): Promise<void> {
  const processes = await processesWith("HOME", workspace.home);
  const listeners = await listenersOf(processes.map(({ pid }) => pid));
  assert.deepEqual(listeners.filter((one) => !isLoopback(one)), []);
  const ports = listeners.map((one) => one.port);
  assert.ok(ports.includes(port), `${port} is not in ${ports}`);
  assert.ok(!ports.includes(9999));
}
