import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { requires } from "../../../tests/support/requires.ts";
import { shellQuote } from "./shell_quote.ts";

/** What a shell reads back; NUL is in no text of a shell. */
function readBack(shell: string, texts: readonly string[]): string[] {
  const words = texts.map(shellQuote).join(" ");
  const { stdout } = new Deno.Command(shell, {
    args: ["-c", `printf '%s\\0' ${words}`],
    env: { LC_ALL: "C.UTF-8" },
  }).outputSync();
  return new TextDecoder().decode(stdout).split("\0").slice(0, -1);
}

for (const shell of ["bash", "dash", "zsh"] as const) {
  const tools = shell === "bash" ? [] : [shell];
  Deno.test({
    ...requires(tools, `shellQuote() is read back by ${shell}`),
    fn() {
      const text = fc.string({ unit: "binary" })
        .map((text) => text.toWellFormed().replaceAll("\0", ""));
      fc.assert(
        fc.property(
          fc.array(text, { minLength: 20, maxLength: 40 }),
          (texts) => assert.deepEqual(readBack(shell, texts), texts),
        ),
        { numRuns: 10 },
      );
    },
  });
}
