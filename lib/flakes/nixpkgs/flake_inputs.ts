/**
 * What the inputs of a flake are, however they are written.
 *
 * @module
 */
import { HOST_INPUTS, type HostInput } from "../../nix/host_inputs.ts";
import type { FlakeInput } from "../source/nix_inspection.ts";
import type { SourceClosure } from "../source/source_closure.ts";

/** What an input is, as far as this machine has it. */
export type KnownInput = HostInput;

/** An input that this machine has, or the words for one that it has not. */
export type InputKind = KnownInput | { readonly unknown: string };

/** Names that need no URL, because Nix's public registry has them. */
const REGISTRY = new Set(
  ("agda arion blender-bin bundlers cachix composable disko dreampkgs dwarffs " +
    "emacs-overlay fenix flake-parts flake-utils gemini hercules-ci-agent " +
    "hercules-ci-effects home-manager hydra mach-nix ngipkgs nickel nix " +
    "nix-darwin nix-serve nixops nixos-anywhere nixos-hardware nixos-homepage " +
    "nixos-search nixpkgs nur patchelf poetry2nix pridefetch sops-nix systems " +
    "templates").split(" "),
);

/** What a name means that has no URL. */
const KNOWN: Readonly<Record<string, KnownInput>> = {
  "fenix": "fenix",
  "nixpkgs": "nixpkgs",
  "flake-parts": "flake-parts",
  "flake-utils": "flake-utils",
  "systems": "systems",
};

/** What flakes usually call an input, where one follows that of another. */
const FOLLOWED: Readonly<Record<string, KnownInput>> = {
  ...KNOWN,
  "crane": "crane",
  "devshell": "devshell",
  "flake-compat": "flake-compat",
  "git-hooks": "git-hooks",
  "nix-filter": "nix-filter",
  "nixpkgs-lib": "nixpkgs",
  "nixpkgs-stable": "nixpkgs",
  "nixpkgs-unstable": "nixpkgs",
  "pre-commit-hooks": "git-hooks",
  "rust-overlay": "rust-overlay",
  "treefmt-nix": "treefmt-nix",
};

const URLS: readonly (readonly [RegExp, KnownInput])[] = [
  [/\b(channels|releases)\.nixos\.org\/|\bnixos\.org\/channels\//i, "nixpkgs"],
  [
    /[/:](devenv-)?nixpkgs(-channels|-weekly|\.lib)?(\.git|[/?#]|$)/i,
    "nixpkgs",
  ],
  [/\/flake-utils(\.git|[/?#]|$)/, "flake-utils"],
  [
    /[/:](edolstra|nixos|flake-compat|lix-project)\/flake-compat(\.git|[/?#]|$)/i,
    "flake-compat",
  ],
  [/[/:]oxalica\/rust-overlay(\.git|[/?#]|$)/i, "rust-overlay"],
  [/[/:](nix-community|figsoda)\/fenix(\.git|[/?#]|$)/i, "fenix"],
  [/[/:]ipetkov\/crane(\.git|[/?#]|$)/i, "crane"],
  [/[/:]numtide\/devshell(\.git|[/?#]|$)/i, "devshell"],
  [/[/:]numtide\/treefmt-nix(\.git|[/?#]|$)/i, "treefmt-nix"],
  [
    /[/:]cachix\/(git-hooks|pre-commit-hooks)\.nix(\.git|[/?#]|$)/i,
    "git-hooks",
  ],
  [/[/:]hercules-ci\/flake-parts(\.git|[/?#]|$)/i, "flake-parts"],
  [/[/:]numtide\/nix-filter(\.git|[/?#]|$)/i, "nix-filter"],
  [/\bnix-systems\/default(\.git|[/?#]|$)/, "systems"],
  ...HOST_INPUTS.flatMap((input) => {
    const [, repository] = /^systems-(.*)/.exec(input) ?? [];
    if (repository === undefined) return [];
    const pattern = new RegExp(`\\bnix-systems/${repository}(\\.git|[/?#]|$)`);
    return [[pattern, input] as const];
  }),
];

/**
 * Every input that the outputs of a flake may take, with what it is. One that
 * no input declares is looked up in the registry.
 */
export function inputKinds(
  { inputs, takes }: Pick<SourceClosure, "inputs" | "takes">,
): Map<string, InputKind> {
  const kinds = new Map<string, InputKind>();
  const kindOf = (name: string, seen: readonly string[] = []): InputKind => {
    const input = inputs[name];
    if (input?.follows === undefined) return kindOfInput(name, input ?? {});
    const path = input.follows.split("/");
    const target = path.at(-1) ?? "";
    const isOwn = path.length === 1 && target in inputs &&
      !seen.includes(target);
    if (isOwn) return kindOf(target, [...seen, name]);
    return target === name
      ? { unknown: `the input ${name}` }
      : FOLLOWED[target] ?? { unknown: wordsFor(name, input.follows) };
  };
  for (const name of new Set([...Object.keys(inputs), ...takes])) {
    if (name === "self") continue;
    if (!(name in inputs) && !REGISTRY.has(name)) continue;
    kinds.set(name, kindOf(name));
  }
  return kinds;
}

/** Inputs that a flake takes from elsewhere and that this machine has. */
export function takenInputs(
  reads: Pick<SourceClosure, "inputs" | "takes">,
): [string, KnownInput][] {
  return [...inputKinds(reads)].flatMap(([name, kind]) =>
    typeof kind === "string" && reads.inputs[name]?.follows === undefined
      ? [[name, kind] as [string, KnownInput]]
      : []
  );
}

/** The first input that this machine does not have, in words. */
export function missingInput(
  reads: Pick<SourceClosure, "inputs" | "takes">,
): string | undefined {
  for (const kind of inputKinds(reads).values()) {
    if (typeof kind !== "string") return kind.unknown;
  }
  return undefined;
}

/** The first argument of the outputs that Nix would find nowhere. */
export function unfoundInput(
  { inputs, takes }: Pick<SourceClosure, "inputs" | "takes">,
): string | undefined {
  return takes.find((name) =>
    name !== "self" && !(name in inputs) && !REGISTRY.has(name)
  );
}

/** The address of an input, put together where it is written in parts. */
export function addressOf(name: string, input: FlakeInput): string {
  const { url, type, owner, repo, id, ref, rev } = input;
  if (url !== undefined) return url;
  const path = type === "indirect" || id !== undefined
    ? [id]
    : repo === undefined
    ? [name]
    : [`${type ?? "github"}:${owner}`, repo];
  return [...path, ref, rev].filter((part) => part !== undefined).join("/");
}

function kindOfInput(name: string, input: FlakeInput): InputKind {
  const address = addressOf(name, input);
  const short = address.replace(/^flake:/, "");
  const isShort = !/^[\w+]+:|^[./]/.test(short);
  const known = isShort
    ? KNOWN[short.split("/")[0] ?? ""]
    : URLS.find(([pattern]) => pattern.test(address))?.[1];
  return known ?? { unknown: wordsFor(name, address) };
}

function wordsFor(name: string, address: string): string {
  return name === address
    ? `the input ${name}`
    : `the input ${name} (${address})`;
}
