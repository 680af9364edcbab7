/**
 * `flakes` judges removed names and dropped platforms by the day of the
 * nixpkgs that a flake has locked.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { FlakesReport } from "../../lib/flakes/result.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import { CHECKOUT, requires, tempWorkspace } from "../support/harness.ts";

const REMOVED = ["SDL1", "bazel_5", "bazel_6", "create-react-app", "nodejs_18"];

/** A lock file with a nixpkgs of some days after another day. */
function lockOf(day: string, later: number): string {
  const lastModified = Date.parse(day) / 1000 + later * 24 * 60 * 60;
  return JSON.stringify({
    nodes: {
      nixpkgs: {
        locked: {
          type: "github",
          owner: "NixOS",
          repo: "nixpkgs",
          rev: "0".repeat(40),
          lastModified,
        },
      },
      root: { inputs: { nixpkgs: "nixpkgs" } },
    },
    root: "root",
    version: 7,
  });
}

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes judges removals and x86_64-darwin by the day in flake.lock",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const { top } = JSON.parse(
      await Deno.readTextFile(`${CHECKOUT}/nix/host-nixpkgs/removed.json`),
    );
    const { root, write } = await flakeRepository(workspace, "flakes");
    const wanted: Record<string, string> = {};
    const add = async (
      name: string,
      text: string,
      lock: string,
      status: string,
    ): Promise<void> => {
      await write({
        [`${name}/flake.nix`]: text,
        [`${name}/flake.lock`]: lock,
      });
      wanted[name] = status;
    };
    for (const name of REMOVED) {
      const text = flake({ shell: `x = "\${pkgs.${name}}";` });
      const { date } = top[name];
      await add(`${name}-before`, text, lockOf(date, -8), "passed");
      await add(`${name}-around-1`, text, lockOf(date, -6), "unknown");
      await add(`${name}-around-2`, text, lockOf(date, 6), "unknown");
      await add(`${name}-after`, text, lockOf(date, 8), "failed");
    }
    // It is of a license since some release, and the day is unknown.
    const vault = flake({ shell: 'x = "${pkgs.vault}";' });
    await add("vault-before", vault, lockOf("2023-08-01", 0), "passed");
    await add("vault-around", vault, lockOf("2024-04-29", 0), "unknown");
    await add("vault-after", vault, lockOf("2024-12-01", 0), "failed");
    // It went away between two days.
    const sdk = flake({
      shell: "x = toString pkgs.darwin.apple_sdk.frameworks.Security;",
    });
    await add("sdk-before", sdk, lockOf("2025-07-20", 0), "passed");
    await add("sdk-around", sdk, lockOf("2025-08-10", 0), "unknown");
    await add("sdk-after", sdk, lockOf("2025-09-10", 0), "failed");
    // A release keeps what it has, whatever the day of its last commit.
    const release = sdk.replace("nixos-unstable", "nixos-25.05");
    await add("sdk-release", release, lockOf("2025-12-01", 0), "passed");
    const darwin = flake({ systems: ["x86_64-darwin"] });
    await add("x86-before", darwin, lockOf("2026-06-13", 0), "passed");
    await add("x86-around-1", darwin, lockOf("2026-06-14", 0), "unknown");
    await add("x86-around-2", darwin, lockOf("2026-07-11", 0), "unknown");
    await add("x86-after", darwin, lockOf("2026-07-12", 0), "failed");
    // What takes all systems from a nixpkgs has no shell for one that it lacks.
    await add(
      "x86-exposed",
      `{
        inputs.nixpkgs.url = "nixpkgs";
        outputs = { nixpkgs, ... }: {
          devShells = nixpkgs.lib.genAttrs
            (builtins.filter (nixpkgs.lib.hasSuffix "darwin") nixpkgs.lib.systems.flakeExposed)
            (system: { default = nixpkgs.legacyPackages.\${system}.mkShell { }; });
        };
      }`,
      lockOf("2026-07-12", 0),
      "passed",
    );

    const { stdout, stderr } = await workspace.run([
      ...["flakes", "--dir", root, "--tier", "evaluate"],
      ...["--nixpkgs", "host", "--json"],
    ]);
    assert.ok(stdout !== "", stderr);
    const { revisions } = JSON.parse(stdout) as FlakesReport;
    const found = revisions.map(({ name, shells }) =>
      [name, shells.map(({ evaluate }) => evaluate.status).join()] as const
    );
    assert.deepEqual(Object.fromEntries(found), wanted);
    const around = revisions.find(({ name }) => name === "bazel_5-around-1");
    assert.equal(
      around?.shells[0]?.evaluate.reason,
      "it depends on whether 'bazel_5' was still there",
    );
  },
});
