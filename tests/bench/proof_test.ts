/**
 * A change that no one would feel is named with the figure that it changed.
 *
 * @module
 */
import assert from "node:assert/strict";
import { requires, tempWorkspace } from "../support/harness.ts";

Deno.test({
  ...requires(
    ["git", "valgrind"],
    "bench --against names one more stat in the hook, by its instructions",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    const hook = await Deno.readTextFile(workspace.path("nix/hook.bash"));
    const more = hook.replace(
      /^_hearth_enter \|\| :$/m,
      (line) => `[[ ! -e /nothing/of/that/name ]]\n${line}`,
    );
    assert.notEqual(more, hook);
    await workspace.write("nix/hook.bash", more);
    const { code, stdout, stderr } = await workspace.run([
      ...["bench", "shell", "--against", "HEAD", "--gate", "0.1%"],
      ...["--rounds", "1"],
    ]);
    assert.equal(code, 1, stdout + stderr);
    const [figure = ""] = stdout.split("\n\n");
    assert.ok(figure !== "", stderr);
    assert.match(figure, /^shell: enter and run true \(\d+ rounds?/);
    assert.match(figure, /^ {2}this tree +[\d,]+ +× 1\.0.* slower$/m);
  },
});
