/**
 * Pythons and their packages in the host-backed nixpkgs.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { requires } from "../support/harness.ts";
import { nixPlace } from "../support/flakes/nix_place.ts";

const ENVIRONMENT =
  "pkgs.python3.withPackages (ps: with ps; [ six sqlitedict pytorch ])";

Deno.test({
  ...requires(
    ["nix", "uv", "python3"],
    "withPackages takes packages from PyPI when it is built, not before",
  ),
  async fn() {
    await using place = await nixPlace();
    const { value } = await place.evaluate(`let env = ${ENVIRONMENT}; in {
      out = env.outPath;
      inherit (env.hearth) packages;
      python = env.python.outPath;
    }`);
    const evaluated = value as Record<string, string>;
    assert.deepEqual(evaluated["packages"], [
      "python3",
      "python3Packages.six",
      "python3Packages.sqlitedict",
      "python3Packages.pytorch",
    ]);
    await assert.rejects(Deno.stat(evaluated["out"] ?? ""));

    const built = await place.build(ENVIRONMENT);
    const python = join(built, "bin", "python");
    const code = "import six, sqlitedict, sys; print(sys.prefix)";
    assert.equal(await run(python, code), built);
    const compiled = await run(
      python,
      "import importlib.util as u, six; print(u.cache_from_source(six.__file__))",
    );
    // Bit 0 of the flags: goes by a hash; bit 1, unset: which no one checks.
    const header = (await Deno.readFile(compiled)).slice(4, 8);
    assert.deepEqual([...header], [1, 0, 0, 0]);
    const empties = join(built, "nix-support", "empty-packages");
    assert.equal(
      await Deno.readTextFile(empties),
      "python3Packages.pytorch\n",
    );
    const bare = join(evaluated["python"] ?? "", "bin", "python");
    await assert.rejects(run(bare, "import sqlitedict"));
  },
});

Deno.test({
  ...requires(
    ["nix", "uv", "python3"],
    "packages of a shell share one environment",
  ),
  async fn() {
    await using place = await nixPlace();
    const flake = await place.write(
      "shell",
      `{ outputs = { nixpkgs, ... }: { devShells = nixpkgs.lib.genAttrs
        nixpkgs.lib.systems.flakeExposed (system: {
          default = nixpkgs.legacyPackages.\${system}.mkShell {
            buildInputs = with nixpkgs.legacyPackages.\${system}.python3.pkgs;
              [ six tabulate ];
          };
        }); }; }`,
    );
    const { code, stdout, stderr } = await place.nix([
      ...["develop", `path:${flake}`, "--command", "bash", "-c"],
      'command -v tabulate; python -c "import six, tabulate, sys; ' +
      'print(six.__file__); print(tabulate.__file__)"; echo "$PYTHONPATH"',
    ]);
    assert.equal(code, 0, stderr);
    const places = stdout.trim().split("\n").map((path) =>
      path.slice(0, path.indexOf("-env/"))
    );
    assert.equal(places.length, 4);
    assert.equal(new Set(places).size, 1);
    assert.ok(places[0]?.startsWith(place.dir));
  },
});

Deno.test({
  ...requires(["nix"], "overrides and sources of Python packages evaluate"),
  async fn() {
    await using place = await nixPlace();
    const { value } = await place.evaluate(`let
      python = pkgs.python311.override {
        packageOverrides = final: prev: { six = prev.tabulate; };
      };
      own = python.pkgs.buildPythonPackage rec {
        pname = "own";
        version = "1.0";
        src = pkgs.fetchPypi or python.pkgs.fetchPypi { inherit pname version; };
        propagatedBuildInputs = [ python.pkgs.six ];
      };
    in [
      (python.withPackages (ps: [ own ])).hearth.packages
      python.sitePackages
      (pkgs.python311Packages.pytorch.override { cudaSupport = true; }).hearth.name
      (pkgs.ollama.override { acceleration = "cuda"; }).hearth.name
      (lib.hasPrefix pkgs.python311.outPath pkgs.python311.interpreter)
    ]`);
    assert.deepEqual(value, [
      ["python311", "own", "python311Packages.tabulate"],
      "lib/python3.11/site-packages",
      "python311Packages.pytorch (cuda)",
      "ollama (cuda)",
      true,
    ]);
  },
});

Deno.test({
  ...requires(["nix", "python3"], "venvShellHook makes a venv and enters it"),
  async fn() {
    await using place = await nixPlace();
    const flake = await place.write(
      "shell",
      `{ outputs = { nixpkgs, ... }: { devShells = nixpkgs.lib.genAttrs
        nixpkgs.lib.systems.flakeExposed (system: {
          default = nixpkgs.legacyPackages.\${system}.mkShell {
            packages = [ nixpkgs.legacyPackages.\${system}.python3Packages.venvShellHook ];
            venvDir = "./venv";
            postVenvCreation = "echo created";
            postShellHook = "echo entered";
          };
        }); }; }`,
    );
    const enter = async (): Promise<string> => {
      const { code, stdout, stderr } = await place.nix([
        ...["develop", `path:${flake}`, "--command"],
        ...["bash", "-c", 'echo "$VIRTUAL_ENV"'],
      ]);
      assert.equal(code, 0, stderr);
      return stdout;
    };
    const venv = join(place.dir, "venv");
    assert.ok((await enter()).endsWith(`created\nentered\n${venv}\n`));
    assert.ok((await enter()).endsWith(`already exists\nentered\n${venv}\n`));
  },
});

/** Runs Python code; returns what it printed. */
async function run(python: string, code: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(python, {
    args: ["-c", code],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim();
}
