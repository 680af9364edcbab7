/**
 * `.env` as Hearth writes it, read by the programs that will read it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { parseEnv } from "node:util";
import fc from "../packages/fast_check.ts";
import { parseDotenv } from "../../lib/secrets/dotenv/dotenv.ts";
import {
  parseBindings,
  SPACE,
} from "../../lib/secrets/dotenv/dotenv_bindings.ts";
import {
  setBinding,
  unsetBinding,
} from "../../lib/secrets/dotenv/edit_dotenv.ts";
import {
  encodeValue,
  type OtherReader,
} from "../../lib/secrets/dotenv/encode_value.ts";
import {
  readWithBash,
  readWithDeno,
  readWithNode,
  readWithPythonDotenv,
  type Variables,
} from "../support/dotenv_readers.ts";
import { requires } from "../support/harness.ts";

/** Pieces that some reader treats in its own way. */
const PIECES = [
  ...["'", '"', "`", "\\", "$", "#", " ", "\n", "\r", "=", "${", "}", "${A}"],
  ...["${A:-x}", "$A", "$(x)", "\\n", "\\\\", "\t", "a", "B1", "é", "\ufeff"],
  ...[
    "\x85",
    "\u2028",
    "\x1c",
    "\x0b",
    "!",
    "~",
    "*",
    ";",
    "&",
    "(",
    "export ",
  ],
];
const piece = fc.constantFrom(...PIECES);
const value = fc.oneof(
  fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 12 }).map((text) =>
    text.replaceAll("\0", "")
  ),
  fc.base64String({ minLength: 20, maxLength: 60 }),
);
const name = fc.constantFrom("A", "B", "C", "LONG_NAME_1");

/** Lines as people write them, and lines that no one should write. */
const line = fc.oneof(
  fc.constantFrom(
    ...["# a comment, isn't it", "", "  ", "A=1", "export B='two' # note"],
    ...['C="three\nlines\nlong"', "A = spaced # out", "B", "'C'=quoted"],
    ...['A="unterminated', "B='it", "C=\"a'b", "LONG_NAME_1=x#y", "= nothing"],
    ...["A=${B}", "B='${A:-none}'", "C= # empty", "A=#1", "A='x'y", "export"],
  ),
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
);
const file = fc.record({
  bom: fc.constantFrom("", "", "", "\ufeff"),
  lines: fc.array(line, { maxLength: 7 }),
  lineEnd: fc.constantFrom("\n", "\n", "\r\n"),
  last: fc.boolean(),
}).map(({ bom, lines, lineEnd, last }) =>
  // Where it comes first once the lines before it went, it is a mark.
  bom + lines.join(lineEnd).replace(/(?<=^|[\r\n])\ufeff/g, "") +
  (last ? lineEnd : "")
);

/** How many cases one process is given. */
const BATCH = 150;

Deno.test({
  ...requires(["python3"], "parseDotenv() reads whatever python-dotenv reads"),
  async fn() {
    const exported = { C: "exported", EMPTY: "" };
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: BATCH, maxLength: BATCH }),
        async (texts) => {
          const lookUp = (name: string): string | undefined =>
            (exported as Record<string, string>)[name];
          const ours = texts.map((text) => parseDotenv(text, lookUp));
          const theirs = await readWithPythonDotenv(texts, exported);
          texts.forEach((text, index) =>
            assert.deepEqual(
              ours[index],
              withoutNull(theirs[index] ?? {}),
              JSON.stringify(text),
            )
          );
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
  },
});

Deno.test({
  ...requires(
    ["python3"],
    "any sets and unsets on any file read back, and touch no other line",
  ),
  async fn() {
    const change = fc.record({ name, value: fc.option(value) });
    const edited = fc.record({
      text: file,
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(edited, { minLength: BATCH, maxLength: BATCH }),
        async (cases) => {
          const results = cases.map(({ text, changes }) =>
            changes.reduce((before, { name, value }) => {
              const after = value === null
                ? unsetBinding(before, name) ?? before
                : setBinding(before, { name, value }).text;
              assertOthersUntouched(before, after, name);
              return after;
            }, text)
          );
          const theirs = await readWithPythonDotenv(results);
          cases.forEach(({ changes }, index) => {
            const wanted = new Map(
              changes.map(({ name, value }) => [name, value ?? undefined]),
            );
            const ours = parseDotenv(results[index] ?? "");
            for (const [name, value] of wanted) {
              const about = JSON.stringify([cases[index], results[index]]);
              assert.equal(ours[name], value, about);
              assert.equal(theirs[index]?.[name] ?? undefined, value, about);
            }
          });
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
  },
});

Deno.test({
  ...requires(
    ["python3", "node"],
    "every reader that is not named reads the value that was set",
  ),
  async fn() {
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: BATCH, maxLength: BATCH }),
        async (values) => {
          const readers: [OtherReader, (text: string) => Promise<Variables>][] =
            [
              ["bash", readWithBash],
              ["deno --env-file", readWithDeno],
              ["Node", async (text) => (await readWithNode([text]))[0] ?? {}],
              ["Node", (text) => Promise.resolve(parseEnv(text) as Variables)],
            ];
          for (const [reader, read] of readers) {
            const readable = values.filter((value) =>
              !encodeValue(value).misreaders.includes(reader)
            );
            const found = await read(fileOf(readable));
            readable.forEach((value, index) =>
              assert.equal(
                found[`V${index}`],
                value,
                `${reader} on ${encodeValue(value).text}`,
              )
            );
          }
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  },
});

Deno.test("encodeValue() names a reader only where no form serves all", () => {
  fc.assert(fc.property(value, (text) => {
    const hasReference = /\$\{[^}:]*(:-[^}]*)?\}/.test(text);
    const single = !/['\r]|\\\\|\\$/.test(text);
    const double = !/["$`\r]|\\([\\'"abfnrtv\n]|$)/.test(text);
    const common = single && !hasReference || double;
    assert.equal(encodeValue(text).misreaders.length === 0, common);
  }));
});

/** A file with a comment behind every other value, as Hearth edits it. */
function fileOf(values: readonly string[]): string {
  const empty = values.map((_, index) =>
    index % 3 === 0 ? `export V${index}=old # it's "old"\n` : ""
  ).join("");
  return values.reduce(
    (text, value, index) => setBinding(text, { name: `V${index}`, value }).text,
    empty,
  );
}

/** Compares all that is not the variable's own, save blank lines. */
function assertOthersUntouched(
  before: string,
  after: string,
  name: string,
): void {
  const isBlank = new RegExp(`^[${SPACE}]*$`);
  const others = (text: string): string =>
    parseBindings(text).filter((binding) => binding.name !== name)
      .flatMap(({ text }) => text.match(/[^\r\n]*(?:\r\n|\n|\r|$)/g) ?? [])
      .filter((line) => !isBlank.test(line))
      .join("").replace(/(?:\r\n|\n|\r)$/, "");
  assert.equal(others(after), others(before));
}

function withoutNull(variables: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === null ? [] : [[name, value]]
    ),
  );
}
