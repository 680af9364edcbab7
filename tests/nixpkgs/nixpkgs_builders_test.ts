/**
 * What the builders of the host-backed nixpkgs build.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { requires } from "../support/harness.ts";
import { nixPlace } from "../support/flakes/nix_place.ts";

/** Runs a program of a package and returns what it printed. */
async function output(
  program: string,
  args: readonly string[] = [],
): Promise<string> {
  const { stdout } = await new Deno.Command(program, { args: [...args] })
    .output();
  return new TextDecoder().decode(stdout).trim();
}

Deno.test({
  ...requires(["nix"], "texts and scripts are written"),
  async fn() {
    await using place = await nixPlace();
    const text = await place.build('pkgs.writeText "note" "a\\nb \\${c}"');
    assert.equal(await Deno.readTextFile(text), "a\nb ${c}");
    const long = await place.build(
      'pkgs.writeText "long" (lib.concatStrings (lib.replicate 40000 "12345"))',
    );
    assert.equal((await Deno.stat(long)).size, 200_000);
    const script = await place.build(
      'pkgs.writeShellScriptBin "greet" "echo hello $1"',
    );
    assert.equal(
      await output(join(script, "bin", "greet"), ["you"]),
      "hello you",
    );
    const plain = await place.build('pkgs.writeShellScript "two" "echo 2"');
    assert.equal(await output(plain), "2");
    const app = await place.build(`pkgs.writeShellApplication {
      name = "app";
      runtimeInputs = [ (pkgs.writeShellScriptBin "inner" "echo inside") ];
      runtimeEnv.WORD = "it's";
      text = "echo \\"$WORD $(inner)\\"; echo \\"$UNSET\\"; echo never";
    }`);
    assert.equal(await output(join(app, "bin", "app")), "it's inside");
    const json = await place.build('pkgs.writeTextDir "etc/a.json" "{}"');
    assert.equal(await Deno.readTextFile(join(json, "etc", "a.json")), "{}");
  },
});

Deno.test({
  ...requires(["nix"], "directories are joined, and commands run"),
  async fn() {
    await using place = await nixPlace();
    const joined = await place.build(`pkgs.symlinkJoin {
      name = "joined";
      paths = [
        (pkgs.writeTextDir "share/one" "first")
        (pkgs.writeTextDir "share/one" "second")
        (pkgs.writeShellScriptBin "two" "echo 2")
      ];
      postBuild = "echo made >$out/three";
    }`);
    assert.equal(await Deno.readTextFile(join(joined, "share/one")), "first");
    assert.equal(await output(join(joined, "bin", "two")), "2");
    assert.equal(await Deno.readTextFile(join(joined, "three")), "made\n");
    const environment = await place.build(`pkgs.buildEnv {
      name = "environment";
      paths = [ ${joinedParts} ];
      pathsToLink = [ "/bin" ];
    }`);
    const names = [...Deno.readDirSync(environment)].map(({ name }) => name);
    assert.deepEqual(names, ["bin"]);
    const made = await place.build(
      `pkgs.runCommand "made" { WORD = "said"; nativeBuildInputs =
        [ (pkgs.writeShellScriptBin "tool" "echo tool") ]; }
        ''echo "$WORD $(tool)" >$out''`,
    );
    assert.equal(await Deno.readTextFile(made), "said tool\n");
    const fhs = await place.build(`pkgs.buildFHSEnv {
      name = "fhs";
      targetPkgs = pkgs: [ (pkgs.writeShellScriptBin "tool" "echo tool") ];
      runScript = "bash";
    }`);
    assert.equal(
      await output(join(fhs, "bin", "fhs"), ["-c", "tool"]),
      "tool",
    );
  },
});

const joinedParts = `(pkgs.writeShellScriptBin "two" "echo 2")
  (pkgs.writeTextDir "share/one" "first")`;

Deno.test({
  ...requires(["nix"], "mkDerivation goes through its phases"),
  async fn() {
    await using place = await nixPlace();
    await place.write("source", {
      "Makefile": "all:\n\techo built >result\ninstall:\n\tmkdir -p $(prefix)" +
        "\n\tcp result $(prefix)/result\n",
      "note.txt": "old text\n",
    });
    const built = await place.build(`pkgs.stdenv.mkDerivation (self: {
      pname = "made";
      version = "1.2";
      src = ${join(place.dir, "source")};
      outputs = [ "out" "doc" ];
      postPatch = "substituteInPlace note.txt --replace-fail old new";
      postInstall = ''
        mkdir -p $doc
        cp note.txt $doc/
        echo \${self.version} >$out/version
      '';
      passthru.extra = self.pname;
    })`);
    assert.equal(await Deno.readTextFile(join(built, "result")), "built\n");
    assert.equal(await Deno.readTextFile(join(built, "version")), "1.2\n");
    const own = await place.build(`pkgs.stdenv.mkDerivation {
      name = "own";
      dontUnpack = true;
      installPhase = "runHook preInstall; mkdir $out; echo 1 >$out/a; runHook postInstall";
      preInstall = "echo before";
      doCheck = true;
      checkPhase = "echo checked >seen";
      postInstall = "cp seen $out/";
    }`);
    assert.equal(await Deno.readTextFile(join(own, "seen")), "checked\n");
    const failing = await place.nix([
      ...["build", "--no-link", "--impure", "--expr"],
      `(import ${place.host.dir} { }).runCommand "fails" { } "false"`,
    ]);
    assert.notEqual(failing.code, 0);
  },
});

Deno.test({
  ...requires(
    ["nix"],
    "packages of other languages evaluate, with their inputs",
  ),
  async fn() {
    await using place = await nixPlace();
    const { value } = await place.evaluate(`let
      own = pkgs.callPackage ({ rustPlatform, openssl }:
        rustPlatform.buildRustPackage {
          pname = "own";
          version = "1";
          src = ./.;
          cargoLock.lockFile = ./Cargo.lock;
          RUSTFLAGS = "-C opt-level=3";
          nativeBuildInputs = [ pkgs.pkg-config ];
          buildInputs = [ openssl.dev (lib.getLib openssl) ];
        }) { };
      shell = pkgs.mkShell {
        inherit (own) RUSTFLAGS;
        inputsFrom = [ own ];
        packages = [ pkgs.llvmPackages_14.clang ];
      };
    in {
      inherit (shell.hearth) packages;
      inherit (shell) RUSTFLAGS;
      compiled = own.drvPath;
      target = (for "aarch64-darwin").stdenv.hostPlatform.rust.rustcTarget;
    }`);
    const { compiled, ...rest } = value as Record<string, unknown>;
    assert.match(String(compiled), /-own-1\.drv$/);
    assert.deepEqual(rest, {
      packages: ["clang_14", "pkg-config", "openssl"],
      RUSTFLAGS: "-C opt-level=3",
      target: "aarch64-apple-darwin",
    });
    const mac = await place.refuse(
      '((for "aarch64-darwin").buildFHSEnv { name = "fhs"; }).drvPath',
    );
    assert.match(mac, /is not available on the requested hostPlatform/);
  },
});
