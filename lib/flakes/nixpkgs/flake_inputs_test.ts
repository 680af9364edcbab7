import assert from "node:assert/strict";
import { inputKinds, takenInputs, unfoundInput } from "./flake_inputs.ts";
import type { FlakeInput } from "../source/inspect/nix_inspection.ts";

function kinds(
  inputs: Record<string, FlakeInput>,
  takes: string[] = [],
): Record<string, unknown> {
  return Object.fromEntries(inputKinds({ inputs, takes }));
}

Deno.test("inputKinds() knows nixpkgs however it is written", () => {
  for (
    const url of [
      "github:NixOS/nixpkgs/nixos-24.05",
      "github:nixos/nixpkgs?ref=nixos-unstable",
      "github:NixOS/nixpkgs-channels/nixos-20.03",
      "github:cachix/devenv-nixpkgs/rolling",
      "gitlab:someone/nixpkgs",
      "nixpkgs",
      "nixpkgs/nixos-24.05",
      "flake:nixpkgs",
      "git+https://github.com/NixOS/nixpkgs.git?ref=master",
      "git+ssh://git@github.com/NixOS/nixpkgs",
      "https://nixos.org/channels/nixos-24.05/nixexprs.tar.xz",
      "https://channels.nixos.org/nixpkgs-unstable/nixexprs.tar.xz",
      "https://releases.nixos.org/nixos/24.05/nixos-24.05.1/nixexprs.tar.xz",
      "https://github.com/NixOS/nixpkgs/archive/abc.tar.gz",
      "tarball+https://github.com/NixOS/nixpkgs/archive/nixos-24.05.tar.gz",
      "https://flakehub.com/f/NixOS/nixpkgs/0.1",
      "https://flakehub.com/f/DeterminateSystems/nixpkgs-weekly/*.tar.gz",
    ]
  ) {
    assert.deepEqual(kinds({ any: { url } }), { any: "nixpkgs" }, url);
  }
  for (
    const input of [
      { type: "github", owner: "NixOS", repo: "nixpkgs", ref: "master" },
      { type: "indirect", id: "nixpkgs" },
    ]
  ) assert.deepEqual(kinds({ any: input }), { any: "nixpkgs" });
});

Deno.test("inputKinds() knows flake-utils and systems, and follows inputs", () => {
  assert.deepEqual(
    kinds({
      utils: { url: "github:numtide/flake-utils" },
      systems: { url: "github:nix-systems/default" },
      same: { follows: "utils" },
      theirs: { follows: "utils/nixpkgs" },
      circle: { follows: "circle" },
      "flake-utils": {},
    }),
    {
      utils: "flake-utils",
      systems: "systems",
      same: "flake-utils",
      theirs: "nixpkgs",
      circle: { unknown: "the input circle" },
      "flake-utils": "flake-utils",
    },
  );
});

Deno.test("inputKinds() knows what dev shells take beside nixpkgs", () => {
  const urls = {
    "flake-compat": [
      "github:edolstra/flake-compat",
      "github:NixOS/flake-compat/v1.1.0",
      "https://flakehub.com/f/edolstra/flake-compat/1.tar.gz",
      "https://git.lix.systems/lix-project/flake-compat/archive/main.tar.gz",
    ],
    "devshell": [
      "github:numtide/devshell",
      "git+https://github.com/numtide/devshell.git",
    ],
    "git-hooks": [
      "github:cachix/git-hooks.nix",
      "github:cachix/pre-commit-hooks.nix/master",
    ],
    "treefmt-nix": ["github:numtide/treefmt-nix?ref=main"],
    "flake-parts": [
      "flake-parts",
      "github:hercules-ci/flake-parts?ref=main",
      "https://flakehub.com/f/hercules-ci/flake-parts/0.1.*.tar.gz",
    ],
    "nix-filter": [
      "github:numtide/nix-filter",
      "github:numtide/nix-filter/main",
    ],
    "systems": ["github:nix-systems/default", "systems"],
    "systems-default-linux": ["github:nix-systems/default-linux"],
    "systems-x86_64-linux": ["github:nix-systems/x86_64-linux?ref=main"],
  };
  for (const [kind, all] of Object.entries(urls)) {
    for (const url of all) {
      assert.deepEqual(kinds({ any: { url } }), { any: kind }, url);
    }
  }
  const follows = {
    "other/flake-compat": "flake-compat",
    "haskellNix/nixpkgs-unstable": "nixpkgs",
    "flake-parts/nixpkgs-lib": "nixpkgs",
    "other/pre-commit-hooks": "git-hooks",
  };
  for (const [path, kind] of Object.entries(follows)) {
    assert.deepEqual(kinds({ mine: { follows: path } }), { mine: kind });
  }
});

Deno.test("inputKinds() names what it does not know", () => {
  for (
    const url of [
      "github:nix-community/poetry2nix",
      "github:gytis-ivaskevicius/flake-utils-plus",
      "github:cachix/nixpkgs-python",
      "github:numtide/nixpkgs-unfree",
      "github:nix-systems/triples",
      "github:someone/nix-filter-plus",
      "path:./sub",
    ]
  ) {
    const unknown = `the input other (${url})`;
    assert.deepEqual(kinds({ other: { url } }), { other: { unknown } });
  }
});

Deno.test("inputKinds() takes undeclared arguments from the registry", () => {
  const takes = ["nixpkgs", "home-manager", "nixpkgs-unstable", "self"];
  assert.deepEqual(kinds({}, takes), {
    "nixpkgs": "nixpkgs",
    "home-manager": { unknown: "the input home-manager" },
  });
  assert.equal(unfoundInput({ inputs: {}, takes }), "nixpkgs-unstable");
});

Deno.test("takenInputs() gives what Nix has to be told of", () => {
  const inputs = {
    nixpkgs: {},
    same: { follows: "nixpkgs" },
    other: { url: "github:a/b" },
  };
  assert.deepEqual(takenInputs({ inputs, takes: [] }), [
    ["nixpkgs", "nixpkgs"],
  ]);
});
