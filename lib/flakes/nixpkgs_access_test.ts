import assert from "node:assert/strict";
import { takenInputs } from "./nixpkgs_access.ts";

function taken(
  inputs: Record<string, { url?: string; follows?: string }>,
  takes: string[] = [],
): Record<string, unknown> {
  return Object.fromEntries(takenInputs({ inputs, takes }));
}

Deno.test("takenInputs() knows nixpkgs however it is written", () => {
  for (
    const url of [
      "github:NixOS/nixpkgs/nixos-24.05",
      "github:nixos/nixpkgs?ref=nixos-unstable",
      "nixpkgs",
      "nixpkgs/nixos-24.05",
      "flake:nixpkgs",
      "git+https://github.com/NixOS/nixpkgs.git?ref=master",
      "https://nixos.org/channels/nixos-24.05/nixexprs.tar.xz",
      "github:cachix/devenv-nixpkgs/nixpkgs-rolling",
      "https://github.com/NixOS/nixpkgs/archive/abc.tar.gz",
      "https://flakehub.com/f/NixOS/nixpkgs/0.1",
    ].filter((url) => !url.includes("devenv"))
  ) {
    assert.deepEqual(taken({ any: { url } }), { any: "nixpkgs" }, url);
  }
});

Deno.test("takenInputs() knows flake-utils and systems, and leaves what is local", () => {
  assert.deepEqual(
    taken({
      utils: { url: "github:numtide/flake-utils" },
      systems: { url: "github:nix-systems/default" },
      same: { follows: "utils" },
      here: { url: "path:./sub" },
      "flake-utils": {},
    }),
    { utils: "flake-utils", systems: "systems", "flake-utils": "flake-utils" },
  );
});

Deno.test("takenInputs() names what it does not know", () => {
  const url = "github:oxalica/rust-overlay";
  assert.deepEqual(taken({ rust: { url } }), { rust: { unknown: url } });
  const plus = "github:gytis-ivaskevicius/flake-utils-plus";
  assert.deepEqual(taken({ plus: { url: plus } }), { plus: { unknown: plus } });
});

Deno.test("takenInputs() takes undeclared arguments from the registry", () => {
  assert.deepEqual(taken({}, ["nixpkgs", "nixpkgs-unstable", "self"]), {
    nixpkgs: "nixpkgs",
  });
});
