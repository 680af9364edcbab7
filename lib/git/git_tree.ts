/**
 * Git's tree objects: what a directory of a commit holds.
 *
 * @module
 */

/** One name in a directory. */
export interface GitTreeEntry {
  readonly name: string;
  /** `commit` is a submodule, whose files are elsewhere. */
  readonly kind: "file" | "directory" | "link" | "commit";
  readonly executable: boolean;
  /** Hexadecimal. */
  readonly id: string;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const SPACE = 32;

/** Every byte in hexadecimal. */
const HEX = Array.from(
  { length: 256 },
  (_, byte) => byte.toString(16).padStart(2, "0"),
);

/** Reads one entry of a tree object, and no other; `undefined` without it. */
export function findInGitTree(
  bytes: Uint8Array,
  { name, idLength }: { readonly name: string; readonly idLength: number },
): GitTreeEntry | undefined {
  const wanted = encoder.encode(name);
  // Commits have many entries in all: searching by hand takes half the time.
  let at = 0;
  while (at < bytes.length) {
    let end = at;
    while (bytes[end] !== SPACE) end++;
    end++;
    let same = 0;
    while (same < wanted.length && bytes[end + same] === wanted[same]) same++;
    const isWanted = same === wanted.length && bytes[end + same] === 0;
    while (bytes[end] !== 0) end++;
    const next = end + 1 + idLength;
    if (isWanted) return parseGitTree(bytes.subarray(at, next), idLength)[0];
    at = next;
  }
  return undefined;
}

/** Reads a tree object: `mode name\0` and the bytes of an id, repeated. */
export function parseGitTree(
  bytes: Uint8Array,
  idLength: number,
): GitTreeEntry[] {
  const entries: GitTreeEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(0, at);
    const header = decoder.decode(bytes.subarray(at, end));
    const space = header.indexOf(" ");
    at = end + 1 + idLength;
    entries.push({
      ...kindOf(header.slice(0, space)),
      name: header.slice(space + 1),
      id: hex(bytes.subarray(end + 1, at)),
    });
  }
  return entries;
}

function kindOf(mode: string): Pick<GitTreeEntry, "kind" | "executable"> {
  switch (mode) {
    case "40000":
      return { kind: "directory", executable: false };
    case "120000":
      return { kind: "link", executable: false };
    case "160000":
      return { kind: "commit", executable: false };
    default:
      return { kind: "file", executable: mode === "100755" };
  }
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}
