/**
 * The host-backed nixpkgs (`nix/host-nixpkgs`), made ready for flakes to use it.
 *
 * @module
 */
import { dirname, join } from "../core/files/posix_path.ts";
import { CommandError } from "../core/errors.ts";
import { fingerprintOf } from "../setup/venv/fingerprint_of.ts";
import type { System } from "../system/mod.ts";
import { nixSystemOf } from "./nix_config.ts";
import { HOST_INPUTS, type HostInput, inputReference } from "./host_inputs.ts";
import { type SourceFile, sourceFiles } from "./source_files.ts";
import { sourceName } from "./store_name.ts";

/** What an evaluation takes for granted. */
export interface HostNixpkgsOptions {
  /** `nix/host-nixpkgs` of a Hearth checkout. */
  readonly source: string;
  /** Directory for copies with settings of their own; made when missing. */
  readonly cache: string;
  /** Names that count as empty packages where they are unknown. */
  readonly assumed?: readonly string[];
  /** Names of packages by their set, `""` for the top, that are there. */
  readonly known?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Day (`2025-08-31`) before which removed names still were there. */
  readonly asOf?: string;
  /**
   * Whether a program that the machine lacks is installed with `apt-get` when
   * its package is built; takes root. @default {false}
   */
  readonly apt?: boolean;
  /** The whole environment of Nix; the caller's own when absent. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** A nixpkgs that flakes can be given. */
export interface HostNixpkgs {
  /** The directory with its `default.nix` and `flake.nix`. */
  readonly dir: string;
  /** Flake references that pin content, so that a pure evaluation takes them. */
  readonly inputs: Readonly<Record<HostInput, string>>;
  /** The name of the directory in Nix's store. */
  readonly stored: string;
}

type Machine = Pick<System, "fs" | "proc" | "env">;

/** The flake of an input, within the nixpkgs or where it is made. */
function flakeOf(input: HostInput): string {
  return input === "nixpkgs" ? "flake.nix" : `inputs/${input}/flake.nix`;
}

/** The flake of an input that takes the nixpkgs by reference. */
function wrapper(input: HostInput, nixpkgs: string): string {
  return `{
  inputs.nixpkgs.url = "${nixpkgs}";
  outputs = { self, nixpkgs }: import "\${nixpkgs}/inputs/${input}/outputs.nix" {
    nixpkgs = nixpkgs.outPath;
  };
}
`;
}

const FEATURES = ["--extra-experimental-features", "nix-command"];

const STORE_DIR = "builtins.storeDir";

/** Where {@linkcode hostNixpkgs} keeps what it computed, beside the files. */
const HASHES = "hashes.json";

/**
 * Copies the nixpkgs with its settings and returns the references of its inputs.
 * A second call with the same content and settings runs no process.
 *
 * @throws {CommandError} when Nix cannot hash the files
 */
export async function hostNixpkgs(
  system: Machine,
  { source, cache, assumed = [], known = {}, asOf, apt = false, env, signal }:
    HostNixpkgsOptions,
): Promise<HostNixpkgs> {
  const { fs } = system;
  const settings = `${
    JSON.stringify(
      {
        assumed: [...new Set(assumed)].sort(),
        known,
        asOf: asOf ?? null,
        host: nixSystemOf(system.env),
        apt,
      },
      undefined,
      2,
    )
  }\n`;
  const files = (await sourceFiles(fs, source)).map((file) =>
    file.path === "settings.json" ? { ...file, text: settings } : file
  );
  const store = (env ?? system.env.all())["NIX_STORE_DIR"] ?? "";
  const place = join(
    cache,
    await fingerprintOf(JSON.stringify([files, store])),
  );
  const dir = join(place, "nixpkgs");
  const hashes = await fs.readText(join(place, HASHES));
  if (hashes !== undefined) return { dir, ...JSON.parse(hashes) };

  // Aside, so that no one sees half of it: not who hashes it either.
  const draft = join(cache, `draft-${crypto.randomUUID()}`);
  const ask = async (...words: readonly string[]): Promise<string[]> => {
    const command = ["nix", ...FEATURES, ...words];
    const { code, stdout, stderr } = await system.proc.run(command, {
      ...(env && { env }),
      ...(signal && { signal }),
    });
    if (code !== 0) throw new CommandError(command, code, stderr);
    return stdout.trim().split("\n");
  };
  let narHash = "";
  const hash = async (dirs: readonly string[]): Promise<string[]> => {
    const paths = dirs.map((dir) => join(draft, dir));
    const found = await ask("hash", "path", ...paths);
    narHash = found[dirs.indexOf("nixpkgs")] ?? narHash;
    return found.map((one, index) =>
      inputReference(join(place, dirs[index] ?? ""), one)
    );
  };
  try {
    await copy(system, files, join(draft, "nixpkgs"));
    const own = HOST_INPUTS.filter((input) =>
      files.some(({ path }) => path === flakeOf(input))
    );
    const whole = HOST_INPUTS.filter((input) => !own.includes(input));
    const references = await hash(
      own.map((input) => dirname(join("nixpkgs", flakeOf(input)))),
    );
    // These need the package set.
    for (const input of whole) {
      const text = wrapper(input, references[own.indexOf("nixpkgs")] ?? "");
      await fs.writeText(join(draft, flakeOf(input)), text, { mode: 0o644 });
    }
    references.push(
      ...await hash(whole.map((input) => dirname(flakeOf(input)))),
    );
    const inputs = Object.fromEntries(
      [...own, ...whole].map((
        input,
        index,
      ) => [input, references[index] ?? ""]),
    ) as Record<HostInput, string>;
    const [storeDir = ""] = await ask("eval", "--raw", "--expr", STORE_DIR);
    const found = { inputs, stored: await sourceName(narHash, storeDir) };
    await fs.writeText(join(draft, HASHES), JSON.stringify(found));
    await moveUnlessThere(fs, draft, place);
    return { dir, ...found };
  } finally {
    await fs.remove(draft);
  }
}

/** Moves a directory; one that somebody else made meanwhile is as good. */
async function moveUnlessThere(
  fs: System["fs"],
  from: string,
  to: string,
): Promise<void> {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (await fs.stat(join(to, HASHES)) === undefined) throw error;
  }
}

/** Writes files whose modes do not vary with the user's umask. */
async function copy(
  { fs }: Pick<System, "fs">,
  files: readonly SourceFile[],
  dir: string,
): Promise<void> {
  for (const { path, text } of files) {
    await fs.writeText(join(dir, path), text, { mode: 0o644 });
  }
}
