/**
 * Flakes evaluate over flake-parts and the modules that dev shells add to it.
 *
 * @module
 */
import {
  assertMatches,
  over,
  verdicts,
} from "../support/flakes/flake_verdicts.ts";
import { requires, tempWorkspace } from "../support/harness.ts";

/** A flake whose outputs a module of flake-parts makes, with another input. */
function parts(input: string, url: string, module: string): string {
  return over(
    input,
    {
      url,
      outputs: `inputs.flake-parts.lib.mkFlake { inherit inputs; } {
      systems = [ "x86_64-linux" ];
      imports = [ inputs.${input}.flakeModule ];
      perSystem = { config, pkgs, ... }: ${module};
    }`,
    },
  ).replace("{", '{ inputs.flake-parts.url = "github:hercules-ci/flake-parts";')
    .replace(`, ${input} }@inputs`, `, ${input}, flake-parts }@inputs`);
}

Deno.test({
  ...requires(["nix", "git"], "flakes evaluates flake-parts"),
  async fn() {
    await using workspace = await tempWorkspace();
    const parts = (module: string): string =>
      over(
        "flake-parts",
        {
          url: "github:hercules-ci/flake-parts",
          outputs: `flake-parts.lib.mkFlake { inherit inputs; } ${module}`,
        },
      );
    const found = await verdicts(workspace, {
      "args": parts(`({ withSystem, self, lib, ... }: {
        systems = [ "x86_64-linux" ];
        perSystem = { config, self', inputs', system, pkgs, lib, ... }: {
          _module.args.pkgs = import inputs.nixpkgs { inherit system; overlays = [
            (_: prev: { mine = prev.hello; })
          ]; };
          packages.default = pkgs.mine;
          formatter = pkgs.git;
          apps.x = { type = "app"; program = "/x"; };
          devShells.a = pkgs.mkShell { packages = [ config.packages.default ]; };
          devShells.b = pkgs.mkShell { inputsFrom = [ self'.devShells.a ]; };
          devShells.c = inputs'.nixpkgs.legacyPackages.mkShell { };
        };
        flake.devShells.x86_64-linux.d = withSystem "x86_64-linux"
          ({ pkgs, config, ... }: pkgs.mkShell { packages = [ config.packages.default ]; });
        flake.lib.x = 1;
      })`),
      "imports": parts(`{
        imports = [
          flake-parts.flakeModules.easyOverlay
          ({ flake-parts-lib, lib, ... }: {
            options.perSystem = flake-parts-lib.mkPerSystemOption ({ config, pkgs, ... }: {
              options.tools = lib.mkOption { type = lib.types.listOf lib.types.package; };
              config.devShells.default = pkgs.mkShell { packages = config.tools; };
            });
          })
        ];
        systems = [ "x86_64-linux" ];
        perSystem = { pkgs, ... }: { tools = [ pkgs.git ]; overlayAttrs.x = pkgs.git; };
      }`),
      "lacks": parts(`{
        systems = [ "x86_64-linux" ];
        perSystem = { pkgs, ... }: {
          noSuchOption = 1;
          devShells.default = pkgs.mkShell { };
        };
      }`),
      "throws": parts(`{
        systems = [ "x86_64-linux" ];
        perSystem = { pkgs, ... }: {
          devShells.default = throw "not today";
          devShells.removed = pkgs.mkShell { packages = [ pkgs.python3Full ]; };
        };
      }`),
    });
    assertMatches(found, {
      "args": /^passed( \| passed){3}$/,
      "imports": /^passed$/,
      "lacks": /^unknown: it depends on the module system: nothing declares/,
      "throws":
        /^failed: 'python3Full' has been removed.* \| failed: not today$/,
    });
  },
});

Deno.test({
  ...requires(["nix", "git"], "flakes evaluates devshell"),
  async fn() {
    await using workspace = await tempWorkspace();
    const url = "github:numtide/devshell";
    const found = await verdicts(workspace, {
      "overlay": over(
        "devshell",
        {
          url,
          outputs: `{ devShells.x86_64-linux =
        let pkgs = import nixpkgs {
          system = "x86_64-linux";
          overlays = [ devshell.overlays.default ];
        };
        in {
          a = pkgs.devshell.mkShell {
            devshell.name = "mine";
            devshell.startup.hello.text = "echo hello";
            packages = [ pkgs.git "hello" ];
            env = [
              { name = "PORT"; value = 8080; }
              { name = "HERE"; eval = "$PWD"; }
              { name = "PATH"; prefix = "bin"; }
            ];
            commands = [
              { name = "greet"; help = "greets"; command = "echo hi"; }
              { package = pkgs.jq; category = "tools"; }
            ];
          };
          b = pkgs.devshell.mkShell { imports = [ (pkgs.devshell.importTOML ./devshell.toml) ]; };
          c = pkgs.devshell.mkShell { language.c.compiler = pkgs.gcc; };
          d = pkgs.devshell.mkShell { imports = [ "\${devshell}/extra/language/c.nix" ]; };
          e = pkgs.devshell.mkShell { packages = [ pkgs.python3Full ]; };
          f = devshell.legacyPackages.x86_64-linux.mkShell { };
        }; }`,
        },
      ),
      "parts": parts(
        "devshell",
        url,
        `{
        devshells.default = { packages = [ pkgs.git ]; name = "x"; };
      }`,
      ),
    }, {
      "overlay/devshell.toml": `
        [devshell]
        name = "mine"
        packages = ["git", "python3Packages.requests"]
        [[commands]]
        package = "jq"
        [[env]]
        name = "A"
        value = 1
      `,
    });
    assertMatches(found, {
      "overlay": new RegExp([
        "^passed",
        "passed",
        "unknown: .*nothing declares the option language",
        "unknown: .*'inputs/devshell/extra'.*",
        "failed: 'python3Full' has been removed.*",
        "passed$",
      ].join(" \\| ")),
      "parts": /^passed$/,
    });
  },
});

Deno.test({
  ...requires(["nix", "git"], "flakes evaluates treefmt-nix and git-hooks.nix"),
  async fn() {
    await using workspace = await tempWorkspace();
    const treefmt = "github:numtide/treefmt-nix";
    const hooks = "github:cachix/git-hooks.nix";
    const shells = (code: string): string =>
      `{ devShells.x86_64-linux = let
        system = "x86_64-linux";
        pkgs = nixpkgs.legacyPackages.\${system};
      in ${code}; }`;
    const found = await verdicts(workspace, {
      "format": over(
        "treefmt-nix",
        {
          url: treefmt,
          outputs: shells(`let
        of = programs: (treefmt-nix.lib.evalModule pkgs {
          projectRootFile = "flake.nix";
          inherit programs;
          settings.global.excludes = [ "*.md" ];
          settings.formatter.mine = { command = pkgs.jq; includes = [ "*.json" ]; };
        }).config.build;
      in {
        a = pkgs.mkShell { packages = [ (of { black.enable = true; ruff-format.enable = true; }).wrapper ]; };
        b = (of { shfmt = { enable = true; indent_size = 2; }; }).devShell;
        c = pkgs.mkShell { packages = [ (of { no-such-tool.enable = true; }).wrapper ]; };
        d = pkgs.mkShell { packages = [ (of { python3Full.enable = true; }).wrapper ]; };
      }`),
        },
      ),
      "format-parts": parts(
        "treefmt-nix",
        treefmt,
        `{
        treefmt.programs.black.enable = true;
        devShells.default = pkgs.mkShell {
          packages = [ config.treefmt.build.wrapper config.formatter ];
          check = config.checks.treefmt;
        };
      }`,
      ),
      "hooks": over(
        "git-hooks",
        {
          url: hooks,
          outputs: shells(`let
        check = hooks: git-hooks.lib.\${system}.run { src = ./.; inherit hooks; };
        of = hooks: pkgs.mkShell {
          inherit (check hooks) shellHook;
          buildInputs = (check hooks).enabledPackages;
        };
      in {
        a = of { shellcheck.enable = true; black = { enable = true; settings.line-length = 80; }; };
        b = of { mine = { enable = true; entry = "make"; pass_filenames = false; }; };
        c = of { no-such-tool.enable = true; };
        d = of { python3Full.enable = true; };
      }`),
        },
      ),
      "hooks-parts": parts(
        "git-hooks",
        hooks,
        `{
        pre-commit.settings.hooks.black.enable = true;
        pre-commit.check.enable = true;
        devShells.default = pkgs.mkShell {
          shellHook = config.pre-commit.installationScript;
          check = config.checks.pre-commit;
          inputsFrom = [ config.pre-commit.devShell ];
        };
      }`,
      ),
    });
    const wanted = new RegExp([
      "^passed",
      "passed",
      "unknown: it depends on no-such-tool",
      "unknown: .*the package of the (formatter|hook) python3Full$",
    ].join(" \\| "));
    assertMatches(found, {
      "format": wanted,
      "format-parts": /^passed$/,
      "hooks": wanted,
      "hooks-parts": /^passed$/,
    });
  },
});
