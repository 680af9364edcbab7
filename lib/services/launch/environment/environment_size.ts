/**
 * How much a program can be given in its environment.
 *
 * @module
 */
import { UserError } from "../../../core/errors.ts";
import { formatBytes } from "../../../core/text/format_bytes.ts";

/** Bytes of one variable, with its name, `=` and the end: Linux takes no more. */
export const LONGEST_VARIABLE = 128 * 1024;

/** Largest variables that an error names. */
const NAMED = 3;

const HINT =
  "Keep large values in files, and set the variables to the files' paths.";

/** Bytes of a variable as the kernel counts them. */
export function variableSize(name: string, value: string): number {
  return new TextEncoder().encode(`${name}=${value}\0`).length;
}

/** Bytes of a whole environment, with a pointer for each variable. */
export function environmentSize(env: Readonly<Record<string, string>>): number {
  return Object.entries(env).reduce(
    (sum, [name, value]) => sum + variableSize(name, value) + 8,
    0,
  );
}

/**
 * Turns the kernel's refusal to run a program with an environment (E2BIG) into
 * an error that names what is too large; gives any other error back.
 */
export function explainLargeEnvironment(
  error: unknown,
  { program, env }: {
    readonly program: string;
    readonly env: Readonly<Record<string, string>>;
  },
): unknown {
  const isTooLarge = error instanceof Error &&
    /os error 7\b/.test(error.message);
  if (!isTooLarge) return error;
  const sizes = Object.entries(env)
    .map(([name, value]) => ({ name, size: variableSize(name, value) }))
    .toSorted((a, b) => b.size - a.size);
  const named = (list: typeof sizes): string =>
    list.slice(0, NAMED).map(({ name, size }) =>
      `${name} (${formatBytes(size)})`
    ).join(", ");
  const tooLong = sizes.filter(({ size }) => size > LONGEST_VARIABLE);
  const why = tooLong.length > 0
    ? `one variable may have at most ${
      formatBytes(LONGEST_VARIABLE)
    }, which is exceeded by ${named(tooLong)}`
    : `its environment of ${
      formatBytes(environmentSize(env))
    } is too large; largest: ${named(sizes)}`;
  return new UserError(`Cannot run "${program}": ${why}`, {
    hint: HINT,
    cause: error,
  });
}
