import assert from "node:assert/strict";
import fc from "fast-check";
import { denoSystem } from "../../system/deno.ts";
import { plain, quoted } from "./terminal_session.ts";

Deno.test("plain() leaves what a person reads", () => {
  const raw =
    "\x1b[?2004h\x1b[01;34m(venv)\x1b[00m $ ls\r\r\n\x1b]0;title\x07a\rb";
  assert.equal(plain(raw), "(venv) $ ls\na\nb");
});

Deno.test("quoted() gives a word that a shell reads as it is", async () => {
  const { proc } = denoSystem();
  const word = fc.string({ unit: "grapheme" })
    .filter((text) => !text.includes("\0"));
  await fc.assert(
    fc.asyncProperty(word, async (text) => {
      const code = `printf %s ${quoted(text)}`;
      assert.equal((await proc.run(["sh", "-c", code])).stdout, text);
    }),
    { numRuns: 30 },
  );
});
