/**
 * What Nix is asked when a flake is evaluated, and how its answers are read.
 *
 * @module
 */
import { nixError } from "../../nix/nix_error.ts";
import type { NixAnswer } from "./run_nix.ts";

/** Outputs that hold shells: the second is how flakes had it before 2022. */
export type ShellOutput = "devShells" | "devShell";

/** Which shells to look at; everything when a list is absent. */
export interface ShellFilter {
  readonly systems?: readonly string[] | undefined;
  readonly shells?: readonly string[] | undefined;
}

function only(names: readonly string[] | undefined): string {
  if (names === undefined) return "(set: set)";
  const wanted = names.map((name) => `${JSON.stringify(name)} = 1;`).join(" ");
  return `(builtins.intersectAttrs { ${wanted} })`;
}

/** An old `devShell` counts as a set of one shell. */
function shellsOf(output: ShellOutput): string {
  return output === "devShell" ? "(shell: { default = shell; })" : "(set: set)";
}

/**
 * A function from an output to its derivations by system and shell; `false`
 * for a shell that throws, so that one does not hide the others.
 */
export function derivationsExpression(
  output: ShellOutput,
  { systems, shells }: ShellFilter,
): string {
  return `output: builtins.mapAttrs (_: value: builtins.mapAttrs (_: shell:
    let result = builtins.tryEval shell.drvPath;
    in if result.success then result.value else false)
    (${only(shells)} (${shellsOf(output)} value)))
    (${only(systems)} output)`;
}

/** A function from an output to the names of its shells by system. */
export function namesExpression(
  output: ShellOutput,
  { systems, shells }: ShellFilter,
): string {
  return `output: builtins.mapAttrs (_: value: builtins.attrNames
    (${only(shells)} (${shellsOf(output)} value)))
    (${only(systems)} output)`;
}

/** Where a shell is in the flake. */
export function shellAttribute(
  output: ShellOutput,
  { system, shell }: { readonly system: string; readonly shell: string },
): string {
  const name = /^[A-Za-z_][\w-]*$/.test(shell) ? shell : JSON.stringify(shell);
  return output === "devShell"
    ? `devShell.${system}`
    : `devShells.${system}.${name}`;
}

/** Whether the flake simply does not have that output. */
export function hasNoSuchOutput({ code, stderr }: NixAnswer): boolean {
  return code !== 0 &&
    /error: flake '[^']*' does not provide attribute/.test(stderr);
}

/** The package, or whatever it is, that Nix missed. */
export function missingName(
  { stderr }: Pick<NixAnswer, "stderr">,
): string | undefined {
  const error = nixError(stderr);
  return /^attribute '([^']+)' missing/.exec(error)?.[1] ??
    /^undefined variable '([^']+)'/.exec(error)?.[1] ??
    /called without required argument '([^']+)'/.exec(error)?.[1];
}
