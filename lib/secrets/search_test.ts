import assert from "node:assert/strict";
import fc from "fast-check";
import { Search, wantedSecrets } from "./search.ts";

const encoder = new TextEncoder();

function wanted(values: Record<string, string>) {
  return wantedSecrets(
    Object.entries(values).map(([name, value]) => ({
      name,
      declared: { prompt: name },
      value,
      from: ".env",
      isValid: true,
    })),
  );
}

/** Cuts bytes where the numbers say. */
function inPieces(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

const sizes = fc.array(fc.nat({ max: 9 }));

Deno.test("Search finds a value however it comes in pieces", () => {
  const text = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(text, text, sizes, (before, after, sizes) => {
      const value = 'clé-"secret" ✓';
      const search = new Search(wanted({ A: value, B: "secret-b" }));
      const bytes = encoder.encode(before + value + after);
      for (const piece of inPieces(bytes, sizes)) search.feed(piece);
      assert.deepEqual([...search.found], ["A"]);
    }),
  );
});

Deno.test("wantedSecrets() leaves out what is short or no secret", () => {
  const state = { declared: undefined, from: ".env", isValid: true } as const;
  const names = wantedSecrets([
    { ...state, name: "API_TOKEN", value: "long enough" },
    { ...state, name: "API_TOKEN_2", value: "short" },
    { ...state, name: "DEBUG", value: "long enough" },
  ]).map(({ name }) => name);
  assert.deepEqual(names, ["API_TOKEN"]);
});
