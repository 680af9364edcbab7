import assert from "node:assert/strict";
import fc from "../../tests/packages/fast_check.ts";
import { ByteReader } from "./byte_reader.ts";

/** A stream that returns a text in pieces of these lengths. */
function inPieces(text: string, lengths: readonly number[]): ReadableStream {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return ReadableStream.from((function* () {
    for (const length of lengths) {
      yield bytes.slice(at, at += length);
    }
    yield bytes.slice(at);
  })());
}

Deno.test("ByteReader gives lines and blocks however the stream is cut", async () => {
  const part = fc.string({ unit: "binary-ascii", maxLength: 20 })
    .filter((text) => !text.includes("\n"));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(part, part)),
      fc.array(fc.nat(7)),
      async (parts, lengths) => {
        const text = parts.map(([line, block]) => `${line}\n${block}`).join("");
        const reader = new ByteReader(inPieces(text, lengths));
        for (const [line, block] of parts) {
          assert.equal(await reader.line(), line);
          const bytes = await reader.block(block.length);
          assert.equal(new TextDecoder().decode(bytes), block);
        }
        assert.equal(await reader.line(), undefined);
        assert.equal((await reader.block(1)).length, 0);
      },
    ),
  );
});
