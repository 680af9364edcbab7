import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { LineSplitter, LONGEST_LINE } from "./line_splitter.ts";

const encoder = new TextEncoder();

/** What comes of a text that arrives in one go, the unfinished line last. */
function linesOf(...chunks: Uint8Array[]): string[] {
  const splitter = new LineSplitter();
  const lines = chunks.flatMap((chunk) => splitter.push(chunk));
  return splitter.hasUnfinished ? [...lines, splitter.take()] : lines;
}

Deno.test("LineSplitter gives what a terminal shows of each line", () => {
  const cases: [string, string[]][] = [
    ["one\ntwo\r\n\nthree", ["one", "two", "", "three"]],
    ["1%\r2%\r100%\ndone\n", ["100%", "done"]],
    ["\r1%\r2%", ["2%"]],
    ["2%\r", ["2%"]],
    ["2%\r\r\r\n", ["2%"]],
    ["\r\n", [""]],
  ];
  for (const [text, lines] of cases) {
    assert.deepEqual(linesOf(encoder.encode(text)), lines);
  }
});

Deno.test("LineSplitter gives the same lines however they arrive", () => {
  const text = fc.array(fc.constantFrom("a", "ü", "\r", "\n"), {
    maxLength: 20,
  });
  fc.assert(fc.property(text, (parts) => {
    const bytes = encoder.encode(parts.join(""));
    const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
    assert.deepEqual(linesOf(...single), linesOf(bytes));
  }));
});

Deno.test("LineSplitter gives a line without an end in pieces, nothing twice", () => {
  const chunk = new Uint8Array(LONGEST_LINE / 4).fill(97);
  const chunks = Array.from({ length: 9 }, () => chunk);
  const lines = linesOf(...chunks, encoder.encode("b\nend\n"));
  assert.deepEqual(
    lines.map(({ length }) => length),
    [LONGEST_LINE, LONGEST_LINE, chunk.length + 1, 3],
  );
});

Deno.test("LineSplitter goes on behind what was taken of a line", () => {
  const splitter = new LineSplitter();
  assert.deepEqual(splitter.push(encoder.encode("Loading ")), []);
  assert.equal(splitter.take(), "Loading ");
  assert.deepEqual(splitter.push(encoder.encode("done\n1%")), ["done"]);
  assert.equal(splitter.take(), "1%");
  assert.equal(splitter.hasUnfinished, false);
  assert.deepEqual(splitter.push(encoder.encode("\r2%\n")), ["2%"]);
  assert.deepEqual(splitter.push(encoder.encode("all")), []);
  assert.equal(splitter.take(), "all");
  assert.deepEqual(splitter.push(encoder.encode("\nnext\n")), ["next"]);
});
