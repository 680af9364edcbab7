/**
 * A job that is canceled while the Action runs.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Child } from "../support/child.ts";
import { runnerCommands } from "../support/action/composite_action.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import { processesWith, requires, tempWorkspace } from "../support/harness.ts";
import { useAction } from "../support/action/use_action.ts";

/** Evaluates for ever, without taking more memory. */
const ENDLESS = `x = let f = n: if n < 2 then n else f (n - 1) + f (n - 2);
  in toString (f 90);`;

Deno.test({
  ...requires(
    ["nix", "git"],
    "the Action reports what is known when the job is canceled",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    await repository.write({
      "good/flake.nix": flake(),
      "stuck/flake.nix": flake({ shell: ENDLESS }),
    });
    // The runner signals the first process of a step, and no other.
    const cancel = async (name: string, child: Child): Promise<void> => {
      if (name !== "Run") return;
      await child.waitForText(/^good: passed$/m);
      child.signal("SIGINT");
    };
    const { failed, outputs, summary, log, used } = await useAction(workspace, {
      command: "flakes",
      dir: ".",
      args: "--nixpkgs=host\n--tier=evaluate",
    }, { workspace: repository.root, onStep: cancel });
    assert.equal(failed, true);
    assert.equal(outputs["exit-code"], "130", log);
    assert.match(summary, /^### Hearth: flakes failed \(exit code 130\)\n/);
    assert.match(
      summary,
      / \(interrupted\)\n[^]*^\| good \| passed \| passed \|$/m,
    );
    assert.deepEqual(runnerCommands(log), []);
    assert.equal(used.at(-1)?.[0], "actions/upload-artifact@v6");
    assert.deepEqual(await processesWith("HOME", workspace.home), []);
  },
});
