/**
 * `flakes --bisect` names the input of `flake.lock` that broke a commit.
 *
 * @module
 */
import assert from "node:assert/strict";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import { requires, tempWorkspace } from "../support/harness.ts";

/** A lock of two inputs, by the days of their revisions. */
function lockOf(nixpkgs: string, utils: string): string {
  const node = (day: string) => ({
    locked: {
      rev: day.replaceAll("-", "").padEnd(40, "0"),
      lastModified: Date.parse(day) / 1000,
    },
  });
  return JSON.stringify({
    nodes: {
      nixpkgs: node(nixpkgs),
      utils: node(utils),
      root: { inputs: { nixpkgs: "nixpkgs", utils: "utils" } },
    },
    root: "root",
    version: 7,
  });
}

Deno.test({
  ...requires(["nix", "git"], "flakes --bisect names the input that broke it"),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    // nixpkgs removed it on 2025-08-19.
    const text = flake({ shell: 'x = "${pkgs.bazel_6}";' });
    const good = await repository.commit({
      "flake.nix": text,
      "flake.lock": lockOf("2025-06-01", "2025-01-01"),
    });
    await repository.commit({
      "flake.lock": lockOf("2025-07-01", "2025-01-01"),
    });
    const bad = await repository.commit({
      "flake.lock": lockOf("2025-10-01", "2025-09-01"),
    });
    await repository.commit({
      "flake.lock": lockOf("2025-11-01", "2025-09-01"),
    });
    const bisect = (...args: string[]): ReturnType<typeof workspace.run> =>
      workspace.run([
        ...["flakes", "--nixpkgs", "host", "--history", repository.root],
        ...["--bisect", `${good}..main`, ...args],
      ]);
    const { code, stdout, stderr } = await bisect("--json");
    assert.equal(code, 0, stderr);
    const { firstBad, inputs } = JSON.parse(stdout);
    assert.equal(firstBad, bad);
    assert.deepEqual(inputs, [
      {
        name: "nixpkgs",
        from: "2025070100 of 2025-07-01",
        to: "2025100100 of 2025-10-01",
        without: "good",
      },
      {
        name: "utils",
        from: "2025010100 of 2025-01-01",
        to: "2025090100 of 2025-09-01",
        without: "bad",
      },
    ]);
    assert.match(
      (await bisect()).stdout,
      /^It moved nixpkgs from 2025070100 .* to 2025100100 .*: without that, it is good$/m,
    );
  },
});
