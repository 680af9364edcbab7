/**
 * Whether what another machine built can be run by this one.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/** The part of `nix print-dev-env --json` that is used. */
interface Environment {
  readonly variables: Readonly<
    Record<string, { readonly value: unknown } | undefined>
  >;
}

/**
 * Tries the bash that a shell names as its builder, which is of its platform.
 *
 * @param environment what `nix print-dev-env --json` printed
 */
export async function runsHere(
  { proc }: Pick<System, "proc">,
  environment: string,
): Promise<boolean> {
  const { variables }: Environment = JSON.parse(environment);
  const builder = variables.builder?.value;
  if (typeof builder !== "string") return true;
  const { code } = await proc.run(["sh", "-c", '"$0" -c :', builder]);
  return code === 0;
}
