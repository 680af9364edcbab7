/**
 * Paths at which there may be nothing.
 *
 * @module
 */

/** A missing file, or a file where a directory was expected, is "absent". */
export function isAbsence(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    error instanceof Deno.errors.NotADirectory;
}

/** Waits for work, which may find nothing to work on. */
export async function ifPresent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}
