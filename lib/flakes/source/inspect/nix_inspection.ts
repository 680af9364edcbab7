/**
 * Looking at Nix files: do they parse, what do they read, which inputs does a
 * flake take. Many files share one process.
 *
 * @module
 */
import { dirname, join } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";
import { nixError } from "../../../nix/nix_error.ts";
import { type ParsedNix, parsedNix } from "./parsed_nix.ts";
import { type NixOptions, runNix } from "../../evaluate/run_nix.ts";

/** A file to look at. */
export interface NixFile {
  /** Within its source. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** An input as the flake declares it. */
export interface FlakeInput {
  readonly url?: string;
  readonly follows?: string;
  /** The parts of a URL, where it is not written as one. */
  readonly type?: string;
  readonly owner?: string;
  readonly repo?: string;
  readonly id?: string;
  readonly ref?: string;
  readonly rev?: string;
  /** Of `type = "path"`. */
  readonly path?: string;
  /** Whether it is called as a flake. @default {true} */
  readonly flake?: boolean;
  /** What its own inputs are to be instead. */
  readonly inputs?: Readonly<
    Record<string, { readonly url?: string; readonly follows?: string }>
  >;
}

/** What is known of a file. */
export type NixInspection =
  & { /** Milliseconds, a share of what its batch took. */ readonly ms: number }
  & (NixError | ParsedFile);

/** Why it does not parse. */
export interface NixError {
  readonly error: string;
}

/** What it says. */
export type ParsedFile =
  & ParsedNix
  & {
    /** For a flake that can be read: by name. */
    readonly inputs?: Readonly<Record<string, FlakeInput>>;
    /** For a flake: the inputs that its outputs name as arguments. */
    readonly takes?: readonly string[];
    /** For a flake: attributes that Nix does not take. */
    readonly unsupported?: readonly string[];
  };

/** Lists inputs and arguments of flakes without calling their outputs. */
const INPUTS = `map (path: let flake = import path; in
  if !builtins.isAttrs flake then null else {
    inputs = builtins.mapAttrs
      (_: input: builtins.intersectAttrs
        { url = 1; follows = 1; type = 1; owner = 1; repo = 1; id = 1; ref = 1; rev = 1;
          path = 1; flake = 1; }
        input // (if input ? inputs then {
          inputs = builtins.mapAttrs (_: builtins.intersectAttrs { url = 1; follows = 1; })
            input.inputs;
        } else { }))
      (flake.inputs or { });
    takes = if builtins.isFunction (flake.outputs or null)
      then builtins.attrNames (builtins.functionArgs flake.outputs) else [ ];
    unsupported = builtins.attrNames (removeAttrs flake
      [ "description" "edition" "inputs" "nixConfig" "outputs" ]);
  })`;

/**
 * Looks at files, all of which are written below `dir`, which has to be
 * there and empty.
 */
export async function inspectNix(
  system: Pick<System, "fs" | "proc" | "clock">,
  { files, dir }: { readonly files: readonly NixFile[]; readonly dir: string },
  options: NixOptions,
): Promise<(NixError | ParsedFile)[]> {
  const places = files.map(({ path }, index) => join(dir, `${index}`, path));
  for (const [index, { bytes }] of files.entries()) {
    const place = places[index] ?? "";
    await system.fs.mkdir(dirname(place));
    await system.fs.writeBytes(place, bytes);
  }
  const roots = files.map((_, index) => join(dir, `${index}`));
  const looks: (NixError | ParsedFile)[] = [];
  while (looks.length < files.length) {
    const rest = places.slice(looks.length);
    const answer = await runNix(
      system,
      ["nix-instantiate", "--parse", ...rest],
      options,
    );
    const printed = answer.stdout.split("\n").filter((line) => line !== "");
    for (const line of printed.slice(0, rest.length)) {
      looks.push(within(roots[looks.length] ?? "", parsedNix(line)));
    }
    // Nix stops at the first file that it cannot read.
    if (looks.length < files.length) {
      const message = answer.timedOut
        ? `parsing did not finish within ${options.timeout} s`
        : nixError(answer.stderr);
      const root = roots[looks.length] ?? "";
      looks.push({ error: message.replaceAll(`${root}/`, "") });
    }
  }
  const flakes = files.flatMap(({ path }, index) => {
    const isFlake = path === "flake.nix" || path.endsWith("/flake.nix");
    return isFlake && !("error" in (looks[index] ?? {})) ? [index] : [];
  });
  const known = await inputsOf(
    system,
    flakes.map((index) => places[index] ?? ""),
    options,
  );
  for (const [at, index] of flakes.entries()) {
    const look = looks[index];
    const inputs = known[at];
    if (look !== undefined && inputs) looks[index] = { ...look, ...inputs };
  }
  return looks;
}

/** Makes absolute paths relative to a root; what is outside is left out. */
function within(root: string, parsed: ParsedNix): ParsedNix {
  const paths = parsed.paths.flatMap((path) => {
    const clean = join(path).replace(/\/$/, "");
    if (clean === root) return [""];
    return clean.startsWith(`${root}/`) ? [clean.slice(root.length + 1)] : [];
  });
  return { ...parsed, paths };
}

type Inputs = Required<
  Pick<ParsedFile, "inputs" | "takes" | "unsupported">
>;

/** Asks for all; if that fails, for each half, and leaves out what fails. */
async function inputsOf(
  system: Pick<System, "proc" | "clock">,
  flakes: readonly string[],
  options: NixOptions,
): Promise<(Inputs | null)[]> {
  if (flakes.length === 0) return [];
  const list = flakes.map((path) => `(/. + ${JSON.stringify(path)})`);
  const { code, stdout } = await runNix(
    system,
    [
      "nix-instantiate",
      "--eval",
      "--strict",
      "--json",
      "--expr",
      `${INPUTS} [ ${list.join(" ")} ]`,
    ],
    options,
  );
  if (code === 0) return JSON.parse(stdout);
  if (flakes.length === 1) return [null];
  const half = Math.ceil(flakes.length / 2);
  return [
    ...await inputsOf(system, flakes.slice(0, half), options),
    ...await inputsOf(system, flakes.slice(half), options),
  ];
}
