/**
 * Where Nix takes packages from while flakes are tested.
 *
 * @module
 */
import type { HostInput } from "../nix/host_inputs.ts";
import type { FlakeInput } from "./nix_look.ts";
import type { StandIn } from "./one_pass/batch_tree.ts";
import type { Reads } from "./reads.ts";

/** Arguments for one flake, or the input that cannot be had. */
export type InputArguments =
  | { readonly args: readonly string[] }
  | { readonly missing: string };

/** A choice of `--nixpkgs`, made ready. */
export interface NixpkgsAccess {
  /** `host`, `locked` or a flake reference. */
  readonly name: string;
  /** Changes when what it holds does. */
  readonly identity: string;
  /** Whether the flake's own `flake.lock` decides. */
  readonly usesLock: boolean;
  /** The whole environment of Nix. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Arguments for a flake, with package names to be taken for granted, if it
   * can do that.
   */
  argsFor(reads: Reads, assumed: readonly string[]): Promise<InputArguments>;
  /** Whether unknown package names can be taken for granted. */
  readonly canAssume: boolean;
  /** The same as it was on a day such as `2025-08-31`, for a flake. */
  at?(reads: Pick<Reads, "names">, day: string): Promise<NixpkgsAccess>;
  /** Packages of this machine, over which many flakes share a process. */
  readonly standIn?: StandIn;
}

/** What an input is, as far as it can stand on this machine. */
export type KnownInput = HostInput;

/** Names that stand for themselves in Nix's public registry. */
const REGISTRY: Readonly<Record<string, KnownInput>> = {
  "nixpkgs": "nixpkgs",
  "flake-utils": "flake-utils",
  "systems": "systems",
};

const URLS: readonly (readonly [RegExp, KnownInput])[] = [
  [/\bnixos\.org\/channels\/|\/nixpkgs(-[\w.]+)?(\.git|[/?#]|$)/i, "nixpkgs"],
  [/\/flake-utils(\.git|[/?#]|$)/, "flake-utils"],
  [/nix-systems\/[\w-]+/, "systems"],
];

/**
 * Every input that a flake takes from elsewhere, with what it is. An argument
 * of the outputs that no input declares is looked up in the registry.
 */
export function takenInputs(
  { inputs, takes }: Pick<Reads, "inputs" | "takes">,
): Map<string, KnownInput | { readonly unknown: string }> {
  const taken = new Map<string, KnownInput | { readonly unknown: string }>();
  for (const [name, input] of Object.entries(inputs)) {
    if (input.follows !== undefined || isLocalInput(input)) continue;
    const url = input.url ?? name;
    taken.set(name, knownInput(url) ?? { unknown: url });
  }
  for (const name of takes) {
    const known = REGISTRY[name];
    // Of any other name Nix itself says that no registry has it.
    if (name in inputs || known === undefined) continue;
    taken.set(name, known);
  }
  return taken;
}

/** The first input that this machine cannot stand in for, in words. */
export function missingInput(
  reads: Pick<Reads, "inputs" | "takes">,
): string | undefined {
  for (const [name, known] of takenInputs(reads)) {
    if (typeof known !== "string") {
      return `the input "${name}" (${known.unknown}), ` +
        "which this machine cannot stand in for";
    }
  }
  return undefined;
}

/** The first argument of the outputs that Nix would find nowhere. */
export function unfoundInput(
  { inputs, takes }: Pick<Reads, "inputs" | "takes">,
): string | undefined {
  return takes.find((name) =>
    name !== "self" && !(name in inputs) && REGISTRY[name] === undefined
  );
}

function knownInput(url: string): KnownInput | undefined {
  const short = url.replace(/^flake:/, "").split("/")[0] ?? "";
  const isShort = !/^[\w+]+:(?!\/\/)/.test(url.replace(/^flake:/, ""));
  return (isShort ? REGISTRY[short] : undefined) ??
    URLS.find(([pattern]) => pattern.test(url))?.[1];
}

/** Whether an input stands within the flake's own tree, or on this machine. */
export function isLocalInput({ url }: FlakeInput): boolean {
  return url !== undefined && /^(path:)?\.{0,2}\//.test(url);
}
