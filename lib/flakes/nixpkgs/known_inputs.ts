/**
 * Inputs that are here, by the addresses under which flakes take them.
 *
 * @module
 */
import { HOST_INPUTS, type HostInput } from "../../nix/host_inputs.ts";
import type { FlakeInput } from "../source/inspect/nix_inspection.ts";

/** What an input is, as far as this machine has it. */
export type KnownInput = HostInput;

/** Names in Nix's public registry. */
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
export const FOLLOWED: Readonly<Record<string, KnownInput>> = {
  ...KNOWN,
  "crane": "crane",
  "devshell": "devshell",
  "flake-compat": "flake-compat",
  "git-hooks": "git-hooks",
  "gomod2nix": "gomod2nix",
  "naersk": "naersk",
  "nix-filter": "nix-filter",
  "nixpkgs-lib": "nixpkgs",
  "nixpkgs-stable": "nixpkgs",
  "nixpkgs-unstable": "nixpkgs",
  "pre-commit-hooks": "git-hooks",
  "process-compose-flake": "process-compose-flake",
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
  [/\/naersk(\.git|[/?#]|$)/i, "naersk"],
  [/\/gomod2nix(\.git|[/?#]|$)/i, "gomod2nix"],
  [
    /[/:]Platonic-Systems\/process-compose-flake(\.git|[/?#]|$)/i,
    "process-compose-flake",
  ],
  [/[/:]numtide\/nix-filter(\.git|[/?#]|$)/i, "nix-filter"],
  [/\bnix-systems\/default(\.git|[/?#]|$)/, "systems"],
  ...HOST_INPUTS.flatMap((input) => {
    const [, repository] = /^systems-(.*)/.exec(input) ?? [];
    if (repository === undefined) return [];
    const pattern = new RegExp(`\\bnix-systems/${repository}(\\.git|[/?#]|$)`);
    return [[pattern, input] as const];
  }),
];

/** Whether a name needs no URL, because Nix's public registry has it. */
export function isInRegistry(name: string): boolean {
  return REGISTRY.has(name);
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

/** What an input is, by its address. */
export function knownInput(
  name: string,
  input: FlakeInput,
): KnownInput | { readonly unknown: string } {
  const address = addressOf(name, input);
  const short = address.replace(/^flake:/, "");
  const isShort = !/^[\w+]+:|^[./]/.test(short);
  const known = isShort
    ? KNOWN[short.split("/")[0] ?? ""]
    : URLS.find(([pattern]) => pattern.test(address))?.[1];
  return known ?? { unknown: wordsFor(name, address) };
}

/** How messages call an input. */
export function wordsFor(name: string, address: string): string {
  return name === address
    ? `the input ${name}`
    : `the input ${name} (${address})`;
}
