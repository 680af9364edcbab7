/**
 * Flakes over a nixpkgs that the user gave share its package sets in one
 * process.
 *
 * @module
 */
import assert from "node:assert/strict";
import { countingNix } from "../support/flakes/counting_nix.ts";
import { assertMatches } from "../support/flakes/flake_verdicts.ts";
import { flakeRepository } from "../support/flakes/flake_repository.ts";
import { CHECKOUT, requires, tempWorkspace } from "../support/harness.ts";
import { tempDir } from "../support/temp_dir.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import type { FlakesReport } from "../../lib/flakes/result.ts";

const SYSTEM = "x86_64-linux";

/** A nixpkgs that says on standard error when a set is made. */
const NIXPKGS = {
  "given/flake.nix": `{
    outputs = { self }: {
      lib = import ./lib;
      legacyPackages.${SYSTEM} = import ./. { system = "${SYSTEM}"; };
    };
  }`,
  "given/lib/default.nix": `{
    systems.flakeExposed = [ "${SYSTEM}" ];
    name = import ./name.nix;
  }`,
  "given/lib/name.nix": `"given"`,
  "given/default.nix": `
    { system, config ? { }, overlays ? [ ], ... }:
    builtins.trace "set made" (
      let
        derive = name: derivation { inherit name system; builder = "/bin/sh"; };
        self = {
          mkShell = { packages ? [ ] }: derive "shell";
          git = derive "git";
          paid = if config.allowUnfree or false then derive "paid" else throw "it is not free";
        };
      in
      builtins.foldl' (set: overlay: set // overlay set set) self overlays
    )`,
};

/** A flake whose shell is made by a text of Nix over \`pkgs\`. */
function flake(
  shell: string,
  pkgs = "nixpkgs.legacyPackages.${system}",
): string {
  return `{
    inputs.nixpkgs.url = "github:NixOS/nixpkgs";
    outputs = { self, nixpkgs }: let system = "${SYSTEM}"; pkgs = ${pkgs}; in {
      devShells.${SYSTEM}.default = ${shell};
    };
  }`;
}

const IMPORTED = "import nixpkgs { inherit system; }";
const UNFREE = "import nixpkgs { inherit system; config.allowUnfree = true; }";
const OVERLAID =
  "import nixpkgs { inherit system; overlays = [ (_: _: { mine = 1; }) ]; }";

Deno.test({
  ...requires(["nix"], "flakes over a given nixpkgs share one process"),
  async fn() {
    await using workspace = await tempWorkspace();
    const nix = await countingNix(workspace);
    const { root, write } = await flakeRepository(workspace, "all");
    await write(NIXPKGS);
    const flakes: Record<string, string> = {
      "legacy": flake("pkgs.mkShell { packages = [ pkgs.git ]; }"),
      "imported": flake("pkgs.mkShell { }", IMPORTED),
      "unfree": flake("pkgs.paid", UNFREE),
      "overlaid": flake("assert pkgs.mine == 1; pkgs.mkShell { }", OVERLAID),
      "library": flake(
        `assert nixpkgs.lib.name == import "\${nixpkgs}/lib/name.nix"; pkgs.git`,
      ),
      "refused": flake("pkgs.paid", IMPORTED),
      "missing": flake("pkgs.nosuch"),
      "after": flake("pkgs.git"),
    };
    await write(Object.fromEntries(
      Object.entries(flakes).map(([name, text]) => [
        `flakes/${name}/flake.nix`,
        text,
      ]),
    ));
    const { stdout, stderr } = await workspace.run([
      ...["flakes", "--dir", `${root}/flakes`, "--tier", "evaluate", "--json"],
      ...["--nixpkgs", `path:${root}/given`, "--jobs", "1"],
    ], { env: nix.env });
    assert.ok(stdout !== "", stderr);
    const { revisions } = JSON.parse(stdout) as FlakesReport;
    const found = Object.fromEntries(
      revisions.map(({ name, shells }) => [
        name,
        shells.map(({ evaluate: { status, reason, error } }) =>
          `${status}: ${error ?? reason ?? ""}`
        ).join(" | "),
      ]),
    );
    assertMatches(found, {
      "legacy": /^passed/,
      "imported": /^passed/,
      "unfree": /^passed/,
      "overlaid": /^passed/,
      "library": /^passed/,
      "refused": /^failed: it is not free/,
      "missing": /^failed: attribute 'nosuch' missing/,
      "after": /^passed/,
    });
    const runs = await nix.runs();
    const evaluations = runs.filter((line) => line.startsWith("nix eval"));
    assert.ok(evaluations.length > 0);
    for (const line of evaluations) assert.match(line, /batch-\d+#run/);
  },
});

Deno.test({
  ...requires(["nix"], "package sets that are made alike are made once"),
  async fn() {
    await using dir = await tempDir();
    const { proc, fs } = denoSystem();
    for (const [path, text] of Object.entries(NIXPKGS)) {
      await fs.writeText(`${dir.path}/${path}`, text);
    }
    for (const file of ["default.nix", "sets.nix"]) {
      const from = `${CHECKOUT}/nix/given-nixpkgs/${file}`;
      await fs.copyFile(from, `${dir.path}/${file}`);
    }
    const real = `${JSON.stringify(`${dir.path}/given`)}\n`;
    await fs.writeText(`${dir.path}/real.nix`, real);
    const made = async (...calls: readonly string[]): Promise<number> => {
      const sets = calls.map((call) => `(import ${dir.path} ${call}).git.name`);
      const { code, stderr } = await proc.run([
        ...["nix-instantiate", "--eval", "--strict"],
        ...["--expr", `[ ${sets.join(" ")} ]`],
      ]);
      assert.equal(code, 0, stderr);
      return stderr.match(/set made/g)?.length ?? 0;
    };
    const plain = `{ system = "${SYSTEM}"; }`;
    const same = `{ system = "${SYSTEM}"; config = { }; overlays = [ ]; }`;
    const unfree = `{ system = "${SYSTEM}"; config.allowUnfree = true; }`;
    const other = `{ system = "${SYSTEM}"; overlays = [ (_: _: { }) ]; }`;
    assert.equal(await made(plain, plain, same), 1);
    assert.equal(await made(plain, unfree, unfree), 2);
    assert.equal(await made(other, plain, other), 3);
    assert.equal(await made(`{ system = "other"; }`, plain), 2);
  },
});
