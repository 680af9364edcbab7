import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { maskSource } from "./mask_source.ts";

Deno.test("maskSource() takes texts out and drops comments", () => {
  const cases: [string, string, string[]][] = [
    [`a = "b" # c "d"`, `a = "0" `, ["b"]],
    [`'''x\n"y" # z'''\nimport os`, `"0"\nimport os`, [`x\n"y" # z`]],
    [`"a\\"b" 'c'`, `"0" "1"`, [`a\\"b`, "c"]],
    ["x = 'open\nimport os", `x = "0"\nimport os`, ["open"]],
    [`"""never closed\nimport os`, `"0"`, ["never closed\nimport os"]],
    ["import a, \\\n  b", "import a,     b", []],
    ["a = 1\r\nb = 2\rc", "a = 1\nb = 2\nc", []],
    [`""`, `"0"`, [""]],
  ];
  for (const [source, code, texts] of cases) {
    assert.deepEqual(maskSource(source), { code, texts }, source);
  }
});

Deno.test("maskSource() keeps code between texts, whatever is in them", () => {
  const text = fc.string({ unit: "binary-ascii" }).map((content) =>
    content.replaceAll(/["'\\\n\r]/g, "_")
  );
  const code = fc.constantFrom("import os\n", "x = ", "f(", ")\n", "  ");
  const quotes = fc.constantFrom('"', "'", '"""', "'''");
  const piece = fc.oneof(
    code.map((text) => ({ source: text, code: text })),
    fc.tuple(quotes, text).map(([quote, content]) => ({
      // A space apart, so that two literals do not make the quotes of one.
      source: ` ${quote}${content} ${quote} `,
      code: undefined,
    })),
    text.map((content) => ({ source: `# ${content}\n`, code: "\n" })),
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => {
    let count = 0;
    const expected = pieces.map(({ code }) => code ?? ` "${count++}" `).join(
      "",
    );
    const masked = maskSource(pieces.map(({ source }) => source).join(""));
    assert.equal(masked.code, expected);
    assert.equal(masked.texts.length, count);
  }));
});

Deno.test("maskSource() ends and does not throw, whatever the source", () => {
  const token = fc.constantFrom(
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "#",
    "\n",
    "\r",
    "x",
    "\u{1f600}",
    "\ufffd",
    "\0",
  );
  fc.assert(fc.property(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(token, { maxLength: 200 }).map((tokens) => tokens.join("")),
    ),
    (source) => {
      const { code, texts } = maskSource(source);
      const longest = source.length + 4 * texts.length + 10 * texts.length;
      assert.ok(code.length <= longest);
    },
  ));
  // Linear: a quote that is never closed is read once.
  const long = `"${'\\"a'.repeat(200_000)}`;
  assert.equal(maskSource(long).texts.length, 1);
  assert.equal(maskSource('"""'.repeat(50_001)).texts.length, 25_001);
});
