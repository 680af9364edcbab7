/**
 * Everything that git keeps in a repository.
 *
 * @module
 */
import type { System } from "../system/mod.ts";
import { ByteReader } from "./byte_reader.ts";
import { type ObjectHeader, parseObjectHeader } from "./object_header.ts";

/** An object whose content comes in pieces; it may be left unread. */
export interface StreamedObject extends ObjectHeader {
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Goes through every object once, those that no branch holds included, in the
 * order of the disk. None where there is no repository.
 */
export async function* everyObject(
  { proc }: Pick<System, "proc">,
  repository: string,
  signal?: AbortSignal,
): AsyncGenerator<StreamedObject> {
  await using git = proc.converse([
    "git",
    "-C",
    repository,
    "cat-file",
    "--batch-all-objects",
    "--unordered",
    "--buffer",
    "--batch",
  ]);
  const answers = new ByteReader(git.answers);
  let line: string | undefined;
  while ((line = await answers.line()) !== undefined) {
    signal?.throwIfAborted();
    const header = parseObjectHeader(line);
    if (header === undefined) continue;
    const content = answers.pieces(header.size);
    yield { ...header, content };
    await passOver(content);
    await answers.block(1); // the line's end
  }
  await git.ended;
}

/** Reads what is left of it. */
async function passOver(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of pieces);
}
