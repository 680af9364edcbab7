/**
 * Reading the database of nix-index: which attribute of nixpkgs a store path
 * belongs to.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import type { FileSystem } from "../../system/mod.ts";

/** `NIXI`, and a version of eight bytes; what follows is compressed. */
const HEADER = 12;
/** Bytes that are read at a time. */
const CHUNK = 4 * 1024 * 1024;
/** What comes before an attribute path, and after it. */
const [BEFORE, AFTER] = [Buffer.from('"attr":"'), Buffer.from('"')];
/** No attribute path is longer. */
const LONGEST = 300;
const PATH = /^[A-Za-z0-9_+'-]+(\.[A-Za-z0-9_+'-]+)*$/;

/**
 * Every attribute path in a database.
 *
 * @throws {Error} when the file is not such a database
 */
export async function pathsInIndex(
  fs: Pick<FileSystem, "readBytes">,
  file: string,
): Promise<Set<string>> {
  const head = await fs.readBytes(file, { offset: 0, length: HEADER });
  if (
    head === undefined || Buffer.from(head).toString("latin1", 0, 4) !== "NIXI"
  ) {
    throw new Error(`"${file}" is not a database of nix-index`);
  }
  const { createZstdDecompress } = await import("node:zlib");
  const stream = createZstdDecompress();
  const paths = new Set<string>();
  const read = collect(stream, paths);
  for (let offset = HEADER;; offset += CHUNK) {
    const bytes = await fs.readBytes(file, { offset, length: CHUNK }) ??
      new Uint8Array();
    if (bytes.length === 0) break;
    if (!stream.write(bytes)) {
      await new Promise((resolve) => stream.once("drain", resolve));
    }
  }
  stream.end();
  await read;
  return paths;
}

/** Adds the paths of a stream, those too that two of its parts share. */
async function collect(
  stream: AsyncIterable<Buffer>,
  paths: Set<string>,
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of stream) {
    const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
    let at = 0;
    while (true) {
      const begin = bytes.indexOf(BEFORE, at);
      if (begin < 0) break;
      const start = begin + BEFORE.length;
      const end = bytes.indexOf(AFTER, start);
      if (end < 0 && bytes.length - start < LONGEST) break;
      at = start;
      if (end < 0 || end - start > LONGEST) continue;
      const path = bytes.toString("latin1", start, end);
      if (PATH.test(path)) paths.add(path);
      at = end;
    }
    rest = bytes.subarray(Math.max(at, bytes.length - LONGEST));
  }
}
