import assert from "node:assert/strict";
import { oneLine } from "./one_line.ts";

Deno.test("oneLine() drops what a terminal would act on", () => {
  const text = " a\x1b]0;title\x07b\r\n\tc\x9b31md \u202egpj.exe\u2066 ü ✓\n";
  assert.equal(oneLine(text), "a]0;titleb c31md gpj.exe ü ✓");
});

Deno.test("oneLine() cuts what is too long for a message", () => {
  assert.equal(oneLine("ab".repeat(100_000)), "ab".repeat(250));
});
