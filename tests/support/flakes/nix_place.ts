/**
 * A Nix of a test's own: its store, settings and home are gone afterwards.
 *
 * @module
 */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { overrideArguments } from "../../../lib/nix/host_inputs.ts";
import {
  type HostNixpkgs,
  hostNixpkgs,
} from "../../../lib/nix/host_nixpkgs.ts";
import { nixConfig } from "../../../lib/nix/nix_config.ts";
import { privateStore } from "../../../lib/nix/private_store.ts";
import { denoSystem } from "../../../lib/system/deno.ts";
import type { CommandResult } from "../../../lib/system/mod.ts";
import { CHECKOUT } from "../checkout.ts";
import { sealedEnvironment } from "../workspaces/sealed_environment.ts";

/** What the nixpkgs takes for granted, and what Nix's environment has. */
export interface NixPlaceOptions {
  readonly assumed?: readonly string[];
  readonly asOf?: string;
  readonly apt?: boolean;
  /** Variables beside the sealed environment's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Somewhere to run Nix. */
export interface NixPlace extends AsyncDisposable {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly host: HostNixpkgs;
  /** Writes a directory of files, or just its `flake.nix`; gives its path. */
  write(
    name: string,
    files: string | Readonly<Record<string, string>>,
  ): Promise<string>;
  /** Runs `nix`; a flake's inputs are taken from the host. */
  nix(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<CommandResult>;
  /**
   * Evaluates Nix code in which `pkgs`, `lib` and `for` are there: the packages
   * of this machine's system, the library, and a function from a system's name
   * to its packages. Returns what came of it and what was said meanwhile.
   */
  evaluate(code: string): Promise<{ value: unknown; stderr: string }>;
  /** The same, where it must fail; returns the error. */
  refuse(code: string): Promise<string>;
  /** Builds a package, as Nix code; gives its path. */
  build(code: string): Promise<string>;
}

/** Makes a place for Nix. */
export async function nixPlace(
  { assumed = [], asOf, apt = false, env: extra = {} }: NixPlaceOptions = {},
): Promise<NixPlace> {
  const dir = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "hearth-nix-" }),
  );
  const config = join(dir, "nix.conf");
  const env = {
    ...await sealedEnvironment({
      home: join(dir, "home"),
      temp: join(dir, "tmp"),
    }),
    ...privateStore(join(dir, "nix")),
    NIX_USER_CONF_FILES: config,
    ...extra,
  };
  await Deno.writeTextFile(config, nixConfig());
  const system = denoSystem();
  const host = await hostNixpkgs(system, {
    source: join(CHECKOUT, "nix", "host-nixpkgs"),
    cache: join(dir, "cache"),
    assumed,
    apt,
    env,
    ...(asOf !== undefined && { asOf }),
  });
  const run = (args: readonly string[], more = {}): Promise<CommandResult> =>
    system.proc.run(["nix", ...args], {
      cwd: dir,
      env: { ...env, ...more },
    });
  const impure = (code: string): string[] => [
    "--impure",
    "--expr",
    `let for = system: import ${host.dir} { inherit system; };
      pkgs = import ${host.dir} { };
      inherit (pkgs) lib;
    in ${code}`,
  ];
  return {
    dir,
    env,
    host,
    async write(name, files) {
      const all = typeof files === "string" ? { "flake.nix": files } : files;
      for (const [path, text] of Object.entries(all)) {
        const file = join(dir, name, path);
        await Deno.mkdir(dirname(file), { recursive: true });
        await Deno.writeTextFile(file, text);
      }
      return join(dir, name);
    },
    nix: ([command = "", ...args], more) =>
      run([command, ...overrideArguments(host.inputs), ...args], more),
    async evaluate(code) {
      const { code: status, stdout, stderr } = await run([
        "eval",
        "--json",
        ...impure(code),
      ]);
      assert.equal(status, 0, stderr);
      return { value: JSON.parse(stdout), stderr };
    },
    async refuse(code) {
      const answer = await run(["eval", "--json", ...impure(code)]);
      assert.notEqual(answer.code, 0, answer.stdout);
      return answer.stderr;
    },
    async build(code) {
      const answer = await run([
        "build",
        "--no-link",
        "--json",
        "--print-build-logs",
        ...impure(code),
      ]);
      assert.equal(answer.code, 0, answer.stderr);
      return JSON.parse(answer.stdout)[0].outputs.out;
    },
    async [Symbol.asyncDispose]() {
      // What is in a store cannot be written, by its owner either.
      await system.proc.run(["chmod", "-R", "u+w", dir]);
      await Deno.remove(dir, { recursive: true });
    },
  };
}
