/**
 * The project's own flake revisions, ready to be entered, as they are or
 * changed.
 *
 * @module
 */
import { join } from "node:path";
import { parseExpectations } from "../../../lib/flakes/expect/expectations_schema.ts";
import type { ShellRun } from "../../../lib/flakes/result.ts";
import { overrideArguments } from "../../../lib/nix/host_inputs.ts";
import { hostNixpkgs } from "../../../lib/nix/host_nixpkgs.ts";
import { nixConfig } from "../../../lib/nix/nix_config.ts";
import { denoSystem } from "../../../lib/system/deno.ts";
import { CHECKOUT } from "../checkout.ts";
import { sealedEnvironment } from "../workspaces/sealed_environment.ts";

/** A revision in a directory of its own. */
export interface RevisionRun extends AsyncDisposable {
  /** What a tier needs to run its shell on a system. */
  runFor(system: string): ShellRun;
  /** Writes another flake in place of its own. */
  change(flake: string): Promise<void>;
  /** The text of its own flake. */
  readonly flake: string;
  /** Systems that it expects. */
  readonly systems: readonly string[];
}

/** Names of all revisions that are in `tests/flakes`. */
export async function revisionNames(): Promise<string[]> {
  const entries = await Array.fromAsync(
    Deno.readDir(join(CHECKOUT, "tests/flakes")),
  );
  return entries.filter(({ isDirectory }) => isDirectory)
    .map(({ name }) => name).sort();
}

/** Copies a revision. */
export async function revisionRun(name: string): Promise<RevisionRun> {
  const system = denoSystem();
  const base = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "hearth-test-" }),
  );
  const dir = join(base, name);
  const source = join(CHECKOUT, "tests/flakes", name);
  await system.proc.run(["cp", "-R", source, dir]);
  const config = join(base, "nix.conf");
  await Deno.writeTextFile(config, nixConfig());
  const env = {
    ...await sealedEnvironment({
      home: join(base, "home"),
      temp: join(base, "tmp"),
    }),
    NIX_USER_CONF_FILES: config,
  };
  const { inputs } = await hostNixpkgs(system, {
    source: join(CHECKOUT, "nix/host-nixpkgs"),
    cache: join(base, "nixpkgs"),
    env,
  });
  const file = join(dir, "flake.nix");
  const flake = await Deno.readTextFile(file);
  const text = await Deno.readTextFile(join(dir, "expect.json"));
  const expectations = parseExpectations(text, "expect.json");
  const { "nixpkgs": nixpkgs, "flake-utils": utils } = inputs;
  const args = overrideArguments({
    nixpkgs,
    ...(flake.includes("flake-utils.url") && { "flake-utils": utils }),
  });
  const { output, systems } = expectations;
  const shell = output === "devShell" ? "" : ".default";
  return {
    flake,
    systems,
    runFor: (system) => ({
      projectDir: dir,
      dir: "",
      system,
      shell: "default",
      attribute: `${output}.${system}${shell}`,
      expectations,
      nix: { env, args },
      kit: CHECKOUT,
      timeout: 300,
    }),
    change: (flake) => Deno.writeTextFile(file, flake),
    [Symbol.asyncDispose]: () => Deno.remove(base, { recursive: true }),
  };
}
