/**
 * Directories that tests write into.
 *
 * @module
 */

/** A directory that is removed, with all that is in it, when it is disposed of. */
export interface TempDir extends AsyncDisposable {
  /** Without links. */
  readonly path: string;
}

/** Makes an empty directory: `await using directory = await tempDir()`. */
export async function tempDir(): Promise<TempDir> {
  const made = await Deno.makeTempDir({ prefix: "hearth-test-" });
  const path = await Deno.realPath(made);
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}
