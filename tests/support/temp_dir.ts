/**
 * Folders that tests write into.
 *
 * @module
 */

/** A folder that is removed, with all that is in it, when it is disposed of. */
export interface TempFolder extends AsyncDisposable {
  /** Without links. */
  readonly path: string;
}

/** Makes an empty folder: `await using folder = await tempFolder()`. */
export async function tempFolder(): Promise<TempFolder> {
  const made = await Deno.makeTempDir({ prefix: "hearth-test-" });
  const path = await Deno.realPath(made);
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}
