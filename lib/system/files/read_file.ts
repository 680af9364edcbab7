/**
 * Reading files, and refusing what only looks like one.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { ifPresent } from "./if_present.ts";
import { readToEnd } from "../read_to_end.ts";

/**
 * Reads the text of a regular file.
 *
 * @throws {UserError} for what is none
 */
export function readText(path: string): string {
  refuseOddFile(path);
  return Deno.readTextFileSync(path);
}

/**
 * Reads at most `length` bytes of a regular file from `offset`.
 *
 * @throws {UserError} for what is none
 */
export async function readBytes(
  path: string,
  { offset, length }: { readonly offset: number; readonly length: number },
): Promise<Uint8Array | undefined> {
  using file = await ifPresent(openRegular(path));
  if (file === undefined) return undefined;
  await file.seek(offset, Deno.SeekMode.Start);
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const count = await file.read(bytes.subarray(filled));
    if (count === null) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

/** Reads anything to its end, or until there are more than `most` bytes. */
export async function readAnything(
  path: string,
  most: number,
): Promise<Uint8Array | undefined> {
  using file = await ifPresent(openToRead(path));
  return file && await readToEnd(file, most);
}

async function openRegular(path: string): Promise<Deno.FsFile> {
  refuseOddFile(path);
  return await openToRead(path);
}

async function openToRead(path: string): Promise<Deno.FsFile> {
  try {
    return await Deno.open(path);
  } catch (error) {
    // Its own word would not say what the file was opened for.
    if (error instanceof Error) {
      error.message = error.message.replace(/: open '/, ": readfile '");
    }
    throw error;
  }
}

/** Opening a pipe waits until somebody writes into it. */
function refuseOddFile(path: string): void {
  const { isFile, isDirectory } = Deno.statSync(path);
  if (isFile || isDirectory || Deno.realPathSync(path) === "/dev/null") return;
  throw new UserError(`Cannot read "${path}": it is not a regular file`, {
    hint: "Put a regular file in its place, then run the command again.",
  });
}
