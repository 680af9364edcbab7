/**
 * Flakes evaluate over the inputs that are here in place of other people's.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  assertMatches,
  over,
  verdicts,
} from "../support/flakes/flake_verdicts.ts";
import { requires, tempWorkspace } from "../support/harness.ts";
import { nixPlace } from "../support/flakes/nix_place.ts";

Deno.test({
  ...requires(["nix"], "flake-utils puts outputs below each system"),
  async fn() {
    await using place = await nixPlace();
    const { value } = await place.evaluate(`
      let
        utils = (import ${place.host.dir}/inputs/flake-utils/outputs.nix { }).lib;
        both = [ "x86_64-linux" "aarch64-darwin" ];
        drv = { type = "derivation"; pname = "hello"; outPath = "/p"; };
      in {
        each = utils.eachSystem both (system: { a.b = system; hydraJobs.job = system; });
        through = utils.eachSystemPassThrough both (system: { \${system} = 1; });
        map = utils.eachSystemMap both (system: system);
        default = builtins.attrNames (utils.eachDefaultSystem (_: { a = 1; })).a;
        system = [ utils.system.armv7l-linux utils.system.x86_64-linux ];
        app = utils.mkApp { inherit drv; };
        named = (utils.mkApp { inherit drv; name = "other"; }).program;
        flat = builtins.attrNames (utils.flattenTree {
          a = drv;
          b = { c = drv; recurseForDerivations = true; };
          d.e = drv;
        });
        simple = builtins.attrNames (utils.simpleFlake {
          self = { };
          nixpkgs = ${place.host.dir};
          name = "mine";
          systems = [ "x86_64-linux" ];
          overlay = _: prev: { mine = { inherit (prev) hello; devShell = prev.mkShell { }; }; };
        }).devShell.x86_64-linux;
      }`);
    const { simple, ...rest } = value as Record<string, unknown>;
    assert.ok((simple as string[]).includes("drvPath"));
    assert.deepEqual(rest, {
      each: {
        a: {
          "aarch64-darwin": { b: "aarch64-darwin" },
          "x86_64-linux": { b: "x86_64-linux" },
        },
        hydraJobs: {
          job: {
            "aarch64-darwin": "aarch64-darwin",
            "x86_64-linux": "x86_64-linux",
          },
        },
      },
      through: { "aarch64-darwin": 1, "x86_64-linux": 1 },
      map: {
        "aarch64-darwin": "aarch64-darwin",
        "x86_64-linux": "x86_64-linux",
      },
      default: [
        "aarch64-darwin",
        "aarch64-linux",
        "x86_64-darwin",
        "x86_64-linux",
      ],
      system: ["armv7l-linux", "x86_64-linux"],
      app: { program: "/p/bin/hello", type: "app" },
      named: "/p/bin/other",
      flat: ["a", "b/c"],
    });
  },
});

Deno.test({
  ...requires(["nix"], "a flake takes its small inputs from here"),
  async fn() {
    await using place = await nixPlace();
    const dir = await place.write("flake", {
      "flake.nix": `{
        inputs = {
          nixpkgs.url = "github:NixOS/nixpkgs";
          flake-utils.url = "github:numtide/flake-utils";
          systems.url = "github:nix-systems/default";
          systems-x86_64-linux.url = "github:nix-systems/x86_64-linux";
          nix-filter.url = "github:numtide/nix-filter";
          flake-compat = { url = "github:edolstra/flake-compat"; flake = false; };
          flake-parts = {
            url = "github:hercules-ci/flake-parts";
            inputs.nixpkgs-lib.follows = "nixpkgs";
          };
        };
        outputs = { nixpkgs, flake-utils, systems, systems-x86_64-linux, nix-filter, ... }@inputs:
          inputs.flake-parts.lib.mkFlake { inherit inputs; } {
            systems = import systems;
            perSystem = { pkgs, ... }: { packages.default = pkgs.hello; };
          } // flake-utils.lib.eachSystem (import systems) (system: {
            devShells.default = nixpkgs.legacyPackages.\${system}.mkShell { };
            one = import systems-x86_64-linux;
            files = builtins.attrNames (builtins.readDir (nix-filter.lib {
              root = ./.;
              include = [ "src" (nix-filter.lib.matchExt "md") ];
              exclude = [ ./src/no.c ];
            }));
            below = builtins.attrNames (builtins.readDir ((nix-filter.lib.filter {
              root = ./.;
              include = [ (nix-filter.lib.and_ (nix-filter.lib.inDirectory ./src)
                (nix-filter.lib.or_ nix-filter.lib.isDirectory (nix-filter.lib.matchExt "c"))) ];
            }) + "/src"));
          });
      }`,
      "src/a.c": "",
      "src/no.c": "",
      "src/b.h": "",
      "README.md": "",
      "other.txt": "",
    });
    const ask = async (attribute: string): Promise<unknown> => {
      const { code, stdout, stderr } = await place.nix([
        ...["eval", "--json", `path:${dir}#${attribute}`],
      ]);
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout);
    };
    assert.match(
      await ask("devShells.aarch64-darwin.default.drvPath") as string,
      /\.drv$/,
    );
    assert.match(
      await ask("packages.aarch64-linux.default.drvPath") as string,
      /hello.*\.drv$/,
    );
    assert.deepEqual(await ask("one.x86_64-linux"), ["x86_64-linux"]);
    assert.deepEqual(await ask("files.x86_64-linux"), ["README.md", "src"]);
    assert.deepEqual(await ask("below.x86_64-linux"), ["a.c", "no.c"]);
  },
});

const SHELL = "nixpkgs.legacyPackages.${system}.mkShell";

Deno.test({
  ...requires(["nix", "git"], "flakes knows the inputs that are here"),
  async fn() {
    await using workspace = await tempWorkspace();
    const found = await verdicts(workspace, {
      "compat": over(
        "flake-compat",
        {
          url: "github:edolstra/flake-compat",
          outputs: `{ devShells.x86_64-linux = let system = "x86_64-linux"; in {
          a = ${SHELL} { };
          b = ${SHELL} { x = (import flake-compat { src = ./.; }).defaultNix.default; };
        }; }`,
        },
      ),
      "filter": over(
        "filter",
        {
          url: "github:numtide/nix-filter",
          outputs: `{ devShells.x86_64-linux = let system = "x86_64-linux"; in {
          a = ${SHELL} { src = filter { root = ./.; include = [ "flake.nix" ]; }; };
          b = ${SHELL} { src = filter.lib { root = ./.; }; };
          c = ${SHELL} { src = filter.lib.noSuch { root = ./.; }; };
        }; }`,
        },
      ),
      "systems": over(
        "systems",
        {
          url: "github:nix-systems/default-linux",
          outputs:
            `{ devShells = nixpkgs.lib.genAttrs (import systems) (system: {
          default = ${SHELL} { };
        }); }`,
        },
      ),
      "utils": over(
        "utils",
        {
          url: "github:numtide/flake-utils/main",
          outputs:
            `utils.lib.eachSystem [ utils.lib.system.x86_64-linux ] (system: {
          devShells.a = ${SHELL} { };
          devShells.b = utils.lib.noSuch { };
        })`,
        },
      ),
    });
    assertMatches(found, {
      "compat": /^passed \| unknown: it depends on what flake-compat returns$/,
      "filter":
        /^unknown: .*call something.* \| passed \| unknown: .*'noSuch' missing/,
      "systems": /^passed \| passed$/,
      "utils": /^passed \| unknown: .*'noSuch' missing/,
    });
  },
});
