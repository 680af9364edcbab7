import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
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

/** What a file may look like that holds a value in another form. */
const COPIES: Record<string, (value: string) => string> = {
  "Windows' line ends": (value) => value.replaceAll("\n", "\r\n"),
  "Windows' line ends in JSON": (value) =>
    JSON.stringify(value.replaceAll("\n", "\r\n")),
  "JSON": (value) => JSON.stringify({ value }),
  "a URL": (value) => `https://a.example/?key=${encodeURIComponent(value)}`,
  "a path": (value) => encodeURI(value),
  "a form": (value) => `${new URLSearchParams({ a: "b", value })}`,
  "a URL in small letters": (value) =>
    encodeURIComponent(value).replaceAll(/%../g, (code) => code.toLowerCase()),
  "Base64": (value) => encoder.encode(value).toBase64(),
  "Base64 for URLs": (value) =>
    encoder.encode(value).toBase64({ alphabet: "base64url" }),
  "Base64 behind one byte": (value) => encoder.encode(`:${value}`).toBase64(),
  "Base64 behind two bytes": (value) =>
    encoder.encode(`é${value}:`).toBase64({ alphabet: "base64url" }),
  "Base64 in lines": (value) =>
    encoder.encode(`user:${value}`).toBase64().replaceAll(/.{76}/g, "$&\n"),
};

Deno.test("Search finds copies in other forms, however they come in pieces", () => {
  const values = [
    "sk-proj-Ab3dE5gH7jK9mN1pQ3sT5vW7xY9zA1cE3gI5kM7oQ9",
    "pa$$ w/rd+é?~(1)",
    "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIB\n-----END KEY-----\n",
    "sh0rt!",
  ];
  const surroundings = fc.constantFrom("", "x", " ", "key=", "é\0", "AAAA");
  fc.assert(
    fc.property(
      fc.constantFrom(...values),
      fc.constantFrom(...Object.keys(COPIES)),
      surroundings,
      sizes,
      (value, form, around, sizes) => {
        const search = new Search(wanted({ A: value, B: "another-secret" }));
        const copy = COPIES[form]?.(value) ?? "";
        const bytes = encoder.encode(around + copy + around);
        for (const piece of inPieces(bytes, sizes)) search.feed(piece);
        assert.deepEqual([...search.found], ["A"], `${form} of ${value}`);
      },
    ),
    { numRuns: 2000 },
  );
});

Deno.test("Search finds no copy in what is only alike", () => {
  const value = "sk-proj-Ab3dE5gH7jK9mN1pQ3sT5vW7xY9zA1cE3gI5kM7oQ9";
  const search = new Search(wanted({ A: value }));
  const others = [value.toLowerCase(), value.slice(0, -1), value.slice(1)];
  for (const text of others) {
    search.feed(encoder.encode(text));
    search.feed(encoder.encode(` ${encodeURIComponent(` ${text}`)} `));
  }
  for (let round = 0; round < 20; round++) {
    const noise = crypto.getRandomValues(new Uint8Array(10_000));
    search.feed(encoder.encode(noise.toBase64()));
    search.feed(noise);
  }
  assert.deepEqual([...search.found], []);
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
