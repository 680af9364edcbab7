/**
 * What `git cat-file --batch` prints, object by object.
 *
 * @module
 */

/** An object's name, kind and size in bytes. */
export interface GitObject {
  readonly id: string;
  readonly kind: string;
  readonly size: number;
}

/** What is told of each object, its content in pieces. */
export interface GitObjectVisitor {
  begin(object: GitObject): void;
  content(bytes: Uint8Array): void;
  end(): void;
}

const NEWLINE = 10;

/** Makes a function that takes the output in pieces of any size. */
export function gitObjectReader(
  visitor: GitObjectVisitor,
): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder();
  let header = "";
  /** Bytes of the content that are still to come; `undefined` in a header. */
  let missing: number | undefined;
  return (bytes) => {
    let rest = bytes;
    while (rest.length > 0) {
      if (missing === undefined) {
        const end = rest.indexOf(NEWLINE);
        header += decoder.decode(end < 0 ? rest : rest.subarray(0, end));
        if (end < 0) return;
        rest = rest.subarray(end + 1);
        const [id = "", kind = "", size = "0"] = header.split(" ");
        header = "";
        missing = Number(size);
        visitor.begin({ id, kind, size: missing });
      }
      const content = rest.subarray(0, missing);
      if (content.length > 0) visitor.content(content);
      rest = rest.subarray(content.length);
      missing -= content.length;
      if (missing > 0 || rest.length === 0) continue;
      // The newline behind the content belongs to neither object.
      rest = rest.subarray(1);
      missing = undefined;
      visitor.end();
    }
  };
}
