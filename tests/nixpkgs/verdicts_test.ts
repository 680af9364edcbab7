/**
 * `flakes` calls failed only what the real nixpkgs would refuse too.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { FlakesReport } from "../../lib/flakes/result.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import { assertMatches, verdicts } from "../support/flakes/flake_verdicts.ts";
import { requires, tempWorkspace } from "../support/harness.ts";

const shell = (code: string): string => flake({ shell: `x = ${code};` });

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes never calls failed what only the offline nixpkgs lacks",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const found = await verdicts(workspace, {
      "attribute-of-known": shell("pkgs.git.noSuchOutput"),
      "builder": shell('pkgs.buildSomething { pname = "a"; }'),
      "call-package": shell(
        "pkgs.callPackage ({ no-such-argument }: no-such-argument) { }",
      ),
      "computed-has": shell(
        'if builtins.hasAttr ("ripgrep" + "-all") pkgs then "a" else throw "no"',
      ),
      "computed-or": shell('pkgs.${"ripgrep-" + "all"} or (throw "no")'),
      "computed-name": shell('pkgs."go_1_${toString 99}"'),
      "download": shell(
        'builtins.fetchTarball { url = "http://127.0.0.1:9/x.tar.gz"; sha256 = "' +
          "0".repeat(52) + '"; }',
      ),
      "file": shell('import "${nixpkgs}/nixos/lib/eval-config.nix" { }'),
      "file-read": shell('builtins.readFile (nixpkgs + "/no/such/file")'),
      "lib-function": shell("pkgs.lib.optionAttrSetToDocList { }"),
      "newer-nix": shell("builtins.convertHash { }"),
      "package": shell("pkgs.someTool"),
      "package-then-throw": shell(
        'if pkgs.someTool.version == "1" then "a" else throw "too old"',
      ),
      "type": shell("pkgs.git + 1"),
      "version": shell(
        'assert pkgs.lib.versionAtLeast pkgs.git.version "99"; "a"',
      ),
    });
    assertMatches(found, {
      "attribute-of-known": /^unknown: .*attribute 'noSuchOutput' missing/,
      "builder": /^unknown: it depends on buildSomething$/,
      "call-package": /^unknown: .*no-such-argument/,
      "computed-has": /^unknown: it looks for a package by a computed name: no/,
      "computed-or": /^unknown: it looks for a package by a computed name: no/,
      "computed-name": /^unknown: it depends on go_1_99$/,
      "download": /^unknown: its evaluation downloads something$/,
      "file": /^unknown: this nixpkgs may differ: .*nixos/,
      "file-read": /^unknown: this nixpkgs may differ: .*No such file/,
      "lib-function":
        /^unknown: it depends on the function lib\.optionAttrSetToDocList$/,
      "newer-nix": /^(unknown: .*convertHash|failed: .*set)/,
      "package": /^unknown: it depends on someTool$/,
      "package-then-throw": /^unknown: it depends on someTool$/,
      "type": /^unknown: this nixpkgs may differ: /,
      "version": /^unknown: it failed after it used the version of git$/,
    });
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes calls failed what fails with any nixpkgs",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const found = await verdicts(workspace, {
      "abort": shell('abort "no"'),
      "assert": shell('assert false; "a"'),
      "builtin": shell("builtins.noSuchBuiltin 1"),
      "dependency": flake({ shell: "buildInputs = [ 1 ];" }),
      "derivation": flake().replace(
        "devShells.x86_64-linux.default",
        "devShells.x86_64-linux",
      ),
      "environment": flake({ shell: 'env.LIST = [ "a" ];' }),
      "environment-twice": flake({ shell: 'env.A = "a"; A = "b";' }),
      "file": shell("builtins.readFile ./none"),
      "impure": shell('builtins.fetchTarball "http://127.0.0.1:9/x"'),
      "lib": shell("pkgs.lib.noSuchFunction 1"),
      "lib-part": shell('pkgs.lib.strings.concatStringSep "" [ ]'),
      "own-table": shell('{ a = 1; }.${"b"} or (throw "not on b")'),
      "python-list": shell("pkgs.python3.withPackages (ps: ps.numpy)"),
      "own-output": shell("self.packages.none"),
      "platform": flake({
        systems: ["aarch64-darwin"],
        shell: "x = pkgs.chromium;",
      }),
      "recursion": shell("let y = y + 1; in y"),
      "removed": shell("pkgs.python3Full"),
      "removed-and-unknown": shell("[ pkgs.someTool pkgs.python3Full ]"),
      "throw": shell('throw "not today"'),
      "unfree": shell("pkgs.cudatoolkit"),
      "unsupported": flake().replace("  outputs", "  other = 1;\n  outputs"),
    });
    assertMatches(found, {
      "abort": /^failed: evaluation aborted/,
      "assert": /^failed: assertion/,
      "builtin": /^failed: attribute 'noSuchBuiltin' missing/,
      "dependency": /^failed: Dependency is not of a valid type/,
      "derivation":
        /^failed: devShells.x86_64-linux is a derivation, .*devShells.x86_64-linux.default/,
      "environment": /^failed: The `env` attribute set can only contain .*LIST/,
      "environment-twice":
        /^failed: The `env` attribute set cannot contain .*A/,
      "file": /^failed: .*none/,
      "impure": /^failed: in pure evaluation mode/,
      "lib": /^failed: attribute 'noSuchFunction' missing/,
      "lib-part": /^failed: attribute 'concatStringSep' missing/,
      "own-table": /^failed: not on b/,
      "python-list": /^failed: withPackages takes .* list/,
      "own-output": /^failed: attribute 'packages' missing/,
      "platform": /^failed: Package .*chromium.* is not available/,
      "recursion": /^failed: infinite recursion/,
      "removed": /^failed: 'python3Full' has been removed/,
      "removed-and-unknown": /^failed: 'python3Full' has been removed/,
      "throw": /^failed: not today$/,
      "unfree": /^failed: Package .*cudatoolkit.* unfree/,
      "unsupported": /^failed: the flake has an unsupported attribute 'other'/,
    });
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes says of each shell by itself what it depends on",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const several = flake().replace(
      "  };\n}",
      `    devShells.x86_64-linux.other =
      nixpkgs.legacyPackages.x86_64-linux.mkShell {
        packages = with nixpkgs.legacyPackages.x86_64-linux; with python3Packages;
          [ git someTool ];
      };
    devShells.x86_64-linux.third = (import nixpkgs {
      system = "x86_64-linux";
      overlays = [ other.overlay ];
    }).mkShell { };
  };
}`,
    );
    const found = await verdicts(workspace, {
      several: several.replace("nixpkgs }:", "nixpkgs, other }:")
        .replace("outputs =", 'inputs.other.url = "github:a/b";\n  outputs ='),
    });
    assert.equal(
      found.several,
      "passed | unknown: it depends on python3Packages.someTool | " +
        "unknown: it depends on the input other (github:a/b)",
    );
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes stays quick and small with thousands of unknown names",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const names = Array.from({ length: 10_000 }, (_, index) => `name${index}`);
    const found = await verdicts(workspace, {
      "many": flake({ shell: `all = with pkgs; [ ${names.join(" ")} ];` }),
      "systems": `{
        outputs = { nixpkgs, ... }: {
          devShells = nixpkgs.legacyPackages.x86_64-linux.forAll (system: {
            default = nixpkgs.legacyPackages.\${system}.mkShell { };
          });
        };
      }`,
    });
    assertMatches(found, {
      "many": /^unknown: it depends on name0, .* 9988 more$/,
      "systems": /^unknown: it depends on forAll$/,
    });
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes does not enter a shell whose flake has an input that is not here",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const { root, write } = await flakeRepository(workspace, "flakes");
    await write({
      "flake.nix": flake().replace(
        "  outputs",
        '  inputs.other.url = "github:a/b";\n  outputs',
      ).replace("nixpkgs }:", "nixpkgs, other }:"),
    });
    const { stdout, stderr } = await workspace.run([
      ...["flakes", "--dir", root, "--tier", "enter"],
      ...["--nixpkgs", "host", "--json"],
    ]);
    assert.ok(stdout !== "", stderr);
    const [shell] = (JSON.parse(stdout) as FlakesReport).revisions[0]?.shells ??
      [];
    assert.equal(shell?.evaluate.status, "passed");
    assert.equal(shell?.enter?.status, "skipped");
    assert.equal(
      shell?.enter?.reason,
      "it needs the input other (github:a/b)",
    );
  },
});
