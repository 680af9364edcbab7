/**
 * Removing what a round made.
 *
 * @module
 */

/** Removes a file or a directory; absent is fine. */
export async function remove(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
