import assert from "node:assert/strict";
import { looksUpNames } from "./looked_up_names.ts";

Deno.test("looksUpNames() finds computed names of package sets", () => {
  const found = [
    'pkgs.${name} or (throw "no")',
    "pkgs ? ${name}",
    'pkgs.python3Packages."${prefix}-x" or null',
    "inputs.nixpkgs.legacyPackages.${system}.pkgs.${name} or null",
    "(import nixpkgs { }).${name} or null",
    "builtins.hasAttr name pkgs",
    'lib.attrByPath [ "a" name ] (throw "no") prev',
    "ps.${name}.bin or null",
  ];
  assert.deepEqual(found.filter((code) => !looksUpNames(code)), []);
});

Deno.test("looksUpNames() leaves out sets of the flake's own", () => {
  const own = [
    "{ x86_64-linux = 1; }.${system} or (throw system)",
    "hashes.${system} or (throw system)",
    "self.packages.${system}.tool or null",
    "nixpkgs.legacyPackages.${system} or (throw system)",
    "pkgs.git",
    "pkgs.${name}",
    "pkgs ? git",
    "builtins.hasAttr name versions",
  ];
  assert.deepEqual(own.filter(looksUpNames), []);
});
