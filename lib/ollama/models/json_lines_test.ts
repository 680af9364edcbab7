import assert from "node:assert/strict";
import { jsonLines } from "./json_lines.ts";

Deno.test("jsonLines() passes on objects, whole and alone", async () => {
  const pieces = ['{"a":', "1}\nnoise\n[1]\n", 'null\n7\n{"b":2}\n{"c":3}'];
  const lines = await Array.fromAsync(
    ReadableStream.from(pieces).pipeThrough(jsonLines()),
  );
  assert.deepEqual(lines, ['{"a":1}\n', "[1]\n", '{"b":2}\n', '{"c":3}\n']);
});

Deno.test("jsonLines() gives up a line that does not end", async () => {
  const piece = "x".repeat(1024 * 1024);
  const endless = ReadableStream.from(Array.from({ length: 5 }, () => piece));
  await assert.rejects(
    Array.fromAsync(endless.pipeThrough(jsonLines())),
    /RangeError/,
  );
});
