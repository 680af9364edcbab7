/**
 * The flakes that the host-backed nixpkgs can replace, as arguments and
 * as entries of a lock file.
 *
 * @module
 */

/** Inputs that are in `nix/host-nixpkgs`; all but nixpkgs in `inputs/NAME`. */
export const HOST_INPUTS = [
  "nixpkgs",
  "crane",
  "devshell",
  "fenix",
  "flake-compat",
  "flake-parts",
  "flake-utils",
  "git-hooks",
  "gomod2nix",
  "naersk",
  "nix-filter",
  "process-compose-flake",
  "rust-overlay",
  "systems",
  "systems-aarch64-darwin",
  "systems-aarch64-linux",
  "systems-default-darwin",
  "systems-default-linux",
  "systems-x86_64-darwin",
  "systems-x86_64-linux",
  "treefmt-nix",
] as const;

/** One of {@linkcode HOST_INPUTS}. */
export type HostInput = typeof HOST_INPUTS[number];

/** A flake reference that pins a directory's content by its NAR hash. */
export function inputReference(path: string, narHash: string): string {
  return `path:${encodeURI(path)}?narHash=${encodeURIComponent(narHash)}`;
}

/**
 * Arguments for `nix eval`, `nix develop` and the like, which make a flake
 * take its inputs from here. The flake's own lock is neither needed nor
 * written.
 *
 * @param inputs by the name that the flake gives each
 */
export function overrideArguments(
  inputs: Readonly<Record<string, string>>,
): string[] {
  return [
    "--no-write-lock-file",
    ...Object.entries(inputs).flatMap(([name, reference]) => [
      "--override-input",
      name,
      reference,
    ]),
  ];
}
