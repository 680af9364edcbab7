/**
 * Flakes over a nixpkgs of the user's.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { FlakesReport } from "../../lib/flakes/result.ts";
import { CHECKOUT, requires, tempWorkspace } from "../support/harness.ts";
import { countingNix } from "../support/flakes/counting_nix.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";

Deno.test({
  ...requires(["nix"], "a nixpkgs is looked up once for all flakes"),
  async fn() {
    await using workspace = await tempWorkspace();
    const nix = await countingNix(workspace);
    const { root, write } = await flakeRepository(workspace, "flakes");
    const names = ["first", "second", "third"];
    await write(Object.fromEntries(
      names.map((
        name,
      ) => [`${name}/flake.nix`, flake({ shell: `n = "${name}";` })]),
    ));
    const run = (nixpkgs: string) =>
      workspace.run([
        ...["flakes", "--dir", root, "--tier", "evaluate", "--json"],
        ...["--nixpkgs", nixpkgs, "--jobs", "1"],
      ], { env: nix.env });
    const found = await run(`path:${CHECKOUT}/nix/host-nixpkgs`);
    assert.equal(found.code, 0, found.stderr);
    const { summary } = JSON.parse(found.stdout) as FlakesReport;
    assert.equal(summary.failed + summary.unknown, 0);
    const runs = await nix.runs();
    const lookUps = runs.filter((line) => line.includes("flake metadata"));
    assert.equal(lookUps.length, 1);
    const evaluations = runs.filter((line) => line.startsWith("nix eval"));
    assert.ok(evaluations.length > 0);
    for (const line of evaluations) assert.match(line, /batch-\d+#run/);
    const lost = await run(`path:${root}/nowhere`);
    assert.equal(lost.code, 1);
    assert.match(lost.stderr, /Cannot use the nixpkgs "path:.*nowhere"/);
  },
});

Deno.test({
  ...requires(["nix"], "flakes tests the flake of a repository by itself"),
  async fn() {
    await using workspace = await tempWorkspace();
    const { root, write } = await flakeRepository(workspace, "other");
    const run = () =>
      workspace.run(
        ["flakes", "--tier", "evaluate", "--nixpkgs", "host", "--json"],
        { cwd: root, env: { HEARTH_ROOT: root } },
      );
    await write({ "README.md": "no flake" });
    const none = await run();
    assert.equal(none.code, 1);
    assert.match(none.stderr, /Cannot find a flake\.nix in/);
    await write({ "flake.nix": flake() });
    const { code, stdout, stderr } = await run();
    assert.equal(code, 0, stderr);
    const { revisions } = JSON.parse(stdout) as FlakesReport;
    assert.deepEqual(revisions.map(({ name }) => name), ["other"]);
  },
});
