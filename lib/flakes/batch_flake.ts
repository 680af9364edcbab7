/**
 * A flake that holds several others, so that one process evaluates them all:
 * starting Nix and reading nixpkgs take longer than a small flake.
 *
 * @module
 */
import {
  derivationsExpression,
  type ShellFilter,
  type ShellOutput,
} from "./evaluation.ts";
import type { KnownInput } from "./nixpkgs_access.ts";

/** One of the flakes. */
export interface BatchMember {
  /** For instance `path:/tmp/source`. */
  readonly reference: string;
  /** What each of its inputs is. */
  readonly inputs: ReadonlyMap<string, KnownInput>;
}

/** Derivations by system and shell, by output; `null` for one that is not there. */
export type BatchAnswer = Readonly<
  Record<
    ShellOutput,
    Readonly<Record<string, Readonly<Record<string, string | false>>>> | null
  >
>;

/** Output of the flake that gives a {@linkcode BatchAnswer} for each member. */
export const BATCH_OUTPUT = "hearth";

/** What the flake calls a member. */
export function memberName(index: number): string {
  return `member${index}`;
}

/**
 * The text of its `flake.nix`.
 *
 * @param shared references of the inputs that members take
 */
export function batchFlake(
  members: readonly BatchMember[],
  shared: Readonly<Record<KnownInput, string>>,
  filter: ShellFilter,
): string {
  const taken = new Set(members.flatMap(({ inputs }) => [...inputs.values()]));
  const inputs = [
    ...[...taken].map((name) =>
      `  inputs.${name}.url = ${text(shared[name])};`
    ),
    ...members.map(({ reference, inputs }, index) => {
      const follows = [...inputs].map(([name, known]) =>
        ` inputs.${text(name)}.follows = ${text(known)};`
      ).join("");
      return `  inputs.${memberName(index)} = { url = ${
        text(reference)
      };${follows} };`;
    }),
  ];
  const names = members.map((_, index) => `${memberName(index)} = 1;`);
  const look = (output: ShellOutput): string =>
    `${output} = if flake ? ${output}
          then (${derivationsExpression(output, filter)}) flake.${output}
          else null;`;
  return `{
${inputs.join("\n")}
  outputs = inputs: {
    ${BATCH_OUTPUT} = builtins.mapAttrs
      (_: flake: {
        ${look("devShells")}
        ${look("devShell")}
      })
      (builtins.intersectAttrs { ${names.join(" ")} } inputs);
  };
}
`;
}

/** A string of Nix. */
function text(value: string): string {
  return `"${value.replaceAll(/["\\$]/g, "\\$&")}"`;
}
