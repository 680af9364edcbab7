/**
 * Small flakes for tests: a shell that is nothing but its hook.
 *
 * @module
 */
import { CHECKOUT } from "../checkout.ts";
import { join } from "node:path";
import { sealedEnvironment } from "../workspaces/sealed_environment.ts";
import type { FlakeExpectations } from "../../../lib/flakes/expect/flake_expectations.ts";
import type { ShellRun } from "../../../lib/flakes/result.ts";
import { platformOf } from "../../../lib/machine/platform.ts";
import { nixConfig } from "../../../lib/nix/nix_config.ts";
import { denoSystem } from "../../../lib/system/deno.ts";

/** A flake in a directory of its own. */
export interface FlakeShell extends AsyncDisposable {
  /** Everything that a tier needs to run its shell. */
  readonly run: ShellRun;
  /** The directory that all of it is in. */
  readonly base: string;
}

/** What a test's flake is made of. */
export interface FlakeShellOptions {
  /** Shell code that runs when the shell is entered. */
  readonly hook: string;
  /** Further files, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly expectations?: FlakeExpectations;
  /** Directory name. @default {"nasty"} */
  readonly name?: string;
  /** Seconds. @default {60} */
  readonly timeout?: number;
}

/** Writes a flake whose only shell is for this machine. */
export async function flakeShell(
  { hook, files = {}, expectations, name = "nasty", timeout = 60 }:
    FlakeShellOptions,
): Promise<FlakeShell> {
  const base = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "hearth-test-" }),
  );
  const system = platformOf(denoSystem());
  const dir = join(base, name);
  await Deno.mkdir(dir);
  const all = { "hook.sh": hook, ...files, "flake.nix": flakeFor(system) };
  for (const [path, text] of Object.entries(all)) {
    await Deno.writeTextFile(join(dir, path), text);
  }
  const config = join(base, "nix.conf");
  await Deno.writeTextFile(config, nixConfig());
  const env = await sealedEnvironment({
    home: join(base, "home"),
    temp: join(base, "tmp"),
  });
  return {
    base,
    run: {
      projectDir: dir,
      dir: "",
      system,
      shell: "default",
      attribute: `devShells.${system}.default`,
      expectations,
      nix: { env: { ...env, NIX_USER_CONF_FILES: config }, args: [] },
      kit: CHECKOUT,
      timeout,
    },
    [Symbol.asyncDispose]: () => Deno.remove(base, { recursive: true }),
  };
}

/** Two derivations are all that `nix develop` needs. */
function flakeFor(system: string): string {
  return `{
  outputs = { self }:
    let
      make = name: attrs: derivation ({
        inherit name;
        system = "${system}";
        builder = "/bin/bash";
        PATH = "/usr/bin:/bin";
      } // attrs);
      # A builder that ends at once is sometimes killed while its output is
      # read.
      stdenv = make "stdenv" {
        args = [ "-c" "mkdir $out; echo 'sleep 0.1 &' >$out/setup; sleep 0.1 &" ];
      };
    in
    {
      devShells.${system}.default = make "shell" {
        inherit stdenv;
        outputs = [ "out" ];
        args = [ "-c" "exit 1" ];
        shellHook = builtins.readFile ./hook.sh;
      };
    };
}
`;
}
