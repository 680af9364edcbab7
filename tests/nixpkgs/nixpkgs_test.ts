/**
 * The host-backed nixpkgs, evaluated and built by real Nix.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { SYSTEMS } from "../../lib/nix/nix_config.ts";
import { requires, requiresRoot } from "../support/harness.ts";
import { nixPlace } from "../support/flakes/nix_place.ts";

/** A flake with one shell for every system; `SHELL` is its `mkShell`. */
const shellFlake = (shell: string): string =>
  `{
    outputs = { nixpkgs, flake-utils, ... }:
      flake-utils.lib.eachDefaultSystem (system:
        let
          pkgs = import nixpkgs { inherit system; };
          inherit (nixpkgs) lib;
        in { devShells.default = ${shell}; });
  }`;

Deno.test({
  ...requires(["nix", "git"], "mkShell brings packages, variables and hooks"),
  async fn() {
    await using place = await nixPlace();
    const flake = await place.write(
      "shell",
      shellFlake(`pkgs.mkShell {
        packages = [ pkgs.git null [ pkgs.which ] ];
        inputsFrom = [ (pkgs.mkShell {
          buildInputs = [ pkgs.gnumake ];
          shellHook = "echo theirs";
        }) ];
        ANSWER = 6 * 7;
        env.WORD = "said";
        shellHook = "echo on \${pkgs.stdenv.hostPlatform.system}";
      }`),
    );
    const { code, stdout, stderr } = await place.nix([
      ...["develop", `path:${flake}`, "--command", "bash", "-c"],
      'echo "$ANSWER $WORD $IN_NIX_SHELL"; command -v git which make cc',
    ]);
    assert.equal(code, 0, stderr);
    const [theirs, own, variables, ...programs] = stdout.trim().split("\n");
    assert.equal(theirs, "theirs");
    assert.match(own ?? "", /^on \w+-(linux|darwin)$/);
    assert.equal(variables, "42 said impure");
    assert.equal(programs.length, 4);
    for (const program of programs) {
      assert.ok(program.startsWith(place.dir), program);
    }
    const { value } = await place.evaluate(`(pkgs.mkShellNoCC {
      packages = [ pkgs.git (pkgs.python311.withPackages (ps: [ ps.six ])) ];
    }).hearth.packages`);
    assert.deepEqual(value, ["git", "python311", "python311Packages.six"]);
    assert.equal(
      (await place.evaluate(
        "(pkgs.mkShellNoCC { }).nativeBuildInputs",
      )).value?.toString(),
      "",
    );
  },
});

Deno.test({
  ...requires(["nix"], "a shell can be entered as each of four platforms"),
  async fn() {
    await using place = await nixPlace();
    const flake = await place.write(
      "shell",
      shellFlake(`pkgs.mkShell {
        packages = [ pkgs.bash ];
        shellHook = "echo \${system} \${lib.boolToString pkgs.stdenv.isDarwin}";
      }`),
    );
    for (const system of SYSTEMS) {
      const { code, stdout, stderr } = await place.nix([
        ...["develop", `path:${flake}#devShells.${system}.default`],
        ...["--command", "bash", "-c", 'echo "$system"'],
      ]);
      assert.equal(code, 0, stderr);
      const isDarwin = system.endsWith("darwin");
      assert.equal(stdout, `${system} ${isDarwin}\n${system}\n`);
    }
    const { value } = await place.evaluate(
      `map (system: (for system).bash.drvPath) ${
        JSON.stringify(SYSTEMS).replaceAll(",", " ")
      }`,
    );
    assert.equal(new Set(value as string[]).size, 1, "links are built once");
  },
});

Deno.test({
  ...requires(["nix"], "unfree packages are refused unless they are allowed"),
  async fn() {
    await using place = await nixPlace();
    const error = await place.refuse("pkgs.cudatoolkit.drvPath");
    assert.match(error, /Package ‘cudatoolkit-.*’ in .* has an unfree license/);
    assert.match(error, /refusing to evaluate/);
    const allowed = [
      "config.allowUnfree = true;",
      'config.allowUnfreePredicate = package: lib.getName package == "cudnn";',
      "config = { pkgs }: { allowUnfree = pkgs.stdenv.isLinux; };",
    ];
    for (const config of allowed) {
      await place.evaluate(`(import ${place.host.dir} {
        system = "x86_64-linux"; ${config} }).cudnn.drvPath`);
    }
    const mac = await place.refuse(`(import ${place.host.dir} {
      system = "aarch64-darwin"; config.allowUnfree = true; }).cudnn.drvPath`);
    assert.match(mac, /is not available on the requested hostPlatform/);

    const flake = await place.write(
      "shell",
      shellFlake("pkgs.mkShell { packages = [ pkgs.vscode ]; }"),
    );
    const ask = ["eval", `path:${flake}#devShells.x86_64-linux.default.name`];
    const drv = [
      "eval",
      `path:${flake}#devShells.x86_64-linux.default.drvPath`,
    ];
    const unfree = { NIXPKGS_ALLOW_UNFREE: "1" };
    assert.equal((await place.nix(ask)).code, 0, "a name is no use of it");
    assert.notEqual((await place.nix(drv)).code, 0);
    assert.notEqual((await place.nix(drv, unfree)).code, 0, "pure");
    assert.notEqual((await place.nix([...drv, "--impure"])).code, 0);
    const impure = await place.nix([...drv, "--impure"], unfree);
    assert.equal(impure.code, 0, impure.stderr);
  },
});

Deno.test({
  ...requires(["nix"], "overlays see what is below and what comes out"),
  async fn() {
    await using place = await nixPlace();
    const { value } = await place.evaluate(`let
      layered = import ${place.host.dir} {
        overlays = [
          (final: prev: { one = prev.git; two = final.three; })
          (final: prev: { three = "of \${prev.one.pname}"; })
        ];
      };
      more = layered.extend (_: _: { three = "changed"; });
    in [ layered.two more.two layered.three ]`);
    assert.deepEqual(value, ["of git", "changed", "of git"]);
    const changed = await place.evaluate(
      `(pkgs.unknownName or pkgs.git).overrideAttrs
      (old: { name = "\${old.pname}-changed"; })`,
    );
    assert.match(String(changed.value), /-git-changed$/);
  },
});

Deno.test({
  ...requires(["nix"], "a package links to programs that come to life later"),
  async fn() {
    await using place = await nixPlace();
    const git = await place.build("pkgs.bash");
    const target = await Deno.readLink(join(git, "bin", "bash"));
    assert.ok((await Deno.stat(target)).isFile);
    const table = JSON.parse(
      await Deno.readTextFile(join(place.host.dir, "programs.json")),
    ) as Record<string, { programs: string[] }>;
    const found = Object.entries(table).find(([, { programs }]) =>
      programs.some((program) => !isInstalled(program))
    );
    assert.ok(found, "this machine has every program there is");
    const [name, { programs }] = found;
    const lacking = await place.build(`pkgs.${name}`);
    for (const program of programs.filter((one) => !isInstalled(one))) {
      const link = await Deno.readLink(join(lacking, "bin", program));
      assert.equal(link, `/usr/bin/${program}`);
    }
  },
});

Deno.test({
  ...requiresRoot(["nix"], "a program that is missing is installed if allowed"),
  async fn() {
    await using place = await nixPlace({ apt: true });
    if (!isInstalled("apt-get") || isInstalled("sl")) return;
    try {
      const sl = await place.build("pkgs.sl");
      assert.ok((await Deno.stat(join(sl, "bin", "sl"))).isFile);
    } finally {
      await new Deno.Command("apt-get", {
        args: ["-q", "-o", "DPkg::Lock::Timeout=600", "purge", "-y", "sl"],
        stdout: "null",
        stderr: "null",
      }).output();
    }
  },
});

function isInstalled(program: string): boolean {
  const dirs = `${Deno.env.get("PATH")}:/usr/sbin:/sbin:/usr/local/bin`;
  return dirs.split(":").some((dir) => {
    try {
      return Deno.statSync(join(dir, program)).isFile;
    } catch {
      return false;
    }
  });
}
