/**
 * Names of packages that come from a list in the user's cache.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { FlakesReport } from "../../lib/flakes/result.ts";
import { flakeRepository } from "../support/flakes/flake_repository.ts";
import { requires } from "../support/harness.ts";
import { tempWorkspace } from "../support/workspaces/temp_workspace.ts";

const NIXPKGS = `{ system, config ? { }, overlays ? [ ] }:
let
  package = name: { type = "derivation"; inherit name; };
in
{
  listed-tool = package "listed-tool";
  removed-tool = throw "it was removed";
  secret-tool = package "secret-tool" // { meta.unfree = true; };
  listed-set = {
    recurseForDerivations = true;
    inner-tool = package "inner-tool";
  };
  python314Packages.listed-module = package "listed-module";
  lib.listed-function = x: x;
}`;

function flake(packages: string): string {
  return `{
    outputs = { self, nixpkgs }:
      let pkgs = nixpkgs.legacyPackages.x86_64-linux; in {
        devShells.x86_64-linux.default = pkgs.mkShell { packages = ${packages}; };
      };
  }`;
}

const FLAKES: Readonly<Record<string, string>> = {
  "in-a-set": flake("[ pkgs.listed-set.inner-tool ]"),
  "in-python": flake(
    "[ (pkgs.python311.withPackages (p: [ p.listed-module ])) ]",
  ),
  "listed": flake("with pkgs; [ listed-tool git ]"),
  "nested": flake("with pkgs; with xorg; [ libX11 listed-tool ]"),
  "not-in-its-set": flake("[ pkgs.listed-set.listed-tool ]"),
  "removed": flake("[ pkgs.removed-tool ]"),
  "secret": flake("[ pkgs.secret-tool ]"),
};

Deno.test({
  ...requires(
    ["nix"],
    "names of a nixpkgs count as packages, others stay unknown",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const env = { HEARTH_NAMES: "" };
    await workspace.write("nixpkgs/flake.nix", "{ outputs = _: { }; }");
    await workspace.write("nixpkgs/default.nix", NIXPKGS);
    const from = `path:${workspace.path("nixpkgs")}`;
    const named = await workspace.run(
      ["flakes", "names", "--from", from, "--json"],
      { env },
    );
    assert.equal(named.code, 0, named.stderr);
    const { names, file } = JSON.parse(named.stdout);
    assert.equal(names, 3);
    assert.ok(file.startsWith(join(workspace.home, ".cache")), file);
    const { root, write } = await flakeRepository(workspace, "flakes");
    await write(Object.fromEntries(
      Object.entries(FLAKES).map(([name, text]) => [`${name}/flake.nix`, text]),
    ));
    const run = async (env: Record<string, string>): Promise<string[]> => {
      const { stdout, stderr } = await workspace.run([
        ...["flakes", "--dir", root, "--tier", "evaluate"],
        ...["--nixpkgs", "host", "--json"],
      ], { env });
      assert.ok(stdout !== "", stderr);
      const { revisions } = JSON.parse(stdout) as FlakesReport;
      return revisions.map(({ name, shells: [shell] }) =>
        `${name} ${shell?.evaluate.status} ${shell?.evaluate.unknown ?? ""}`
      );
    };
    assert.deepEqual(await run(env), [
      "in-a-set passed ",
      "in-python passed ",
      "listed passed ",
      "nested passed ",
      "not-in-its-set unknown ",
      "removed unknown removed-tool",
      "secret unknown secret-tool",
    ]);
    const without = await run({ HEARTH_NAMES: "off" });
    assert.equal(without[2], "listed unknown listed-tool");
  },
});
