/**
 * The lines of a flake that a shell runs when it is entered.
 *
 * @module
 */

/** A flake without one of its lines. */
export interface Mutant {
  /** The line that is missing, without its indentation. */
  readonly line: string;
  readonly flake: string;
}

/** What changes nothing that anybody could notice. */
const SILENT = /^(#.*|echo|)$/;

/** A flake once without each line of its indented strings that does something. */
export function mutantsOf(flake: string): Mutant[] {
  const lines = flake.split("\n");
  let isInside = false;
  return lines.flatMap((text, index) => {
    const wasInside = isInside;
    // A string that opens or closes; one that does both stays as it was.
    if ((text.match(/''(?![$'\\])/g)?.length ?? 0) % 2 === 1) {
      isInside = !isInside;
    }
    const line = text.trim();
    if (!wasInside || !isInside || SILENT.test(line)) return [];
    return [{ line, flake: lines.toSpliced(index, 1).join("\n") }];
  });
}
