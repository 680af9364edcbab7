import assert from "node:assert/strict";
import fc from "../packages/fast_check.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { testPython } from "../support/setup/test_python.ts";

/** Answers lines of JSON, each a list of pieces, with what the app makes of them. */
const SCRIPT = `
import json, sys
from app.chat.blocks import Blocks
from app.chat.markdown import to_html
for line in sys.stdin:
    blocks = Blocks()
    pieces = json.loads(line)
    stood = [blocks.add(piece) for piece in pieces]
    print(json.dumps({
        "stood": [text for text in stood if text],
        "open": blocks.open,
        "html": to_html("".join(pieces)),
        "growing": "".join(to_html(text) for text in [*stood, blocks.open] if text),
    }), flush=True)
`;

interface Made {
  readonly stood: readonly string[];
  readonly open: string;
  /** Of the whole. */
  readonly html: string;
  /** Of the blocks, one after the other. */
  readonly growing: string;
}

/** Has the app render texts, each given in pieces. */
async function render(texts: readonly (readonly string[])[]): Promise<Made[]> {
  const child = new Deno.Command(await testPython(), {
    args: ["-B", "-c", SCRIPT],
    cwd: CHECKOUT,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const input = texts.map((pieces) => `${JSON.stringify(pieces)}\n`).join("");
  const [, { stdout }] = await Promise.all([
    new Response(input).body?.pipeTo(child.stdin),
    child.output(),
  ]);
  const lines = new TextDecoder().decode(stdout).trim().split("\n");
  assert.equal(lines.length, texts.length);
  return lines.map((line) => JSON.parse(line));
}

/** What makes Markdown and HTML what they are, and what attacks are made of. */
const FRAGMENTS = [
  ...["\n", "\n\n", " ", "    ", "a", "word ", "<", ">", "&", "&lt;", '"', "'"],
  ...["# ", "- ", "1. ", "> ", "```", "~~~", "```js\n", "`", "**", "*", "_"],
  ...[
    "[",
    "](",
    ")",
    "![",
    "<a href=",
    "javascript:alert(1)",
    "data:text/html,",
  ],
  ...["https://a.example/", "<script>", "</script>", "<img src=x onerror=y>"],
  ...[
    "<!--",
    "-->",
    "<svg/onload=x>",
    "| a | b |\n|---|---|\n",
    "|",
    "\\",
    "\0",
  ],
  ...[
    "[r]: javascript:x\n\n",
    "[r]",
    "http://a.example/?q=<b>",
    "style=x",
    "\r",
  ],
];

const texts = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 });

/** Every tag that the page may get, as it is written there. */
const ALLOWED = new RegExp(
  [
    "<(p|h[1-6]|ul|li|pre|code|em|strong|del|blockquote|table|thead|tbody|tr|th|td)>",
    "</(p|h[1-6]|ul|ol|li|pre|code|em|strong|del|a|blockquote|div)>",
    "</(table|thead|tbody|tr|th|td)>",
    '<(br|hr)>|<ol( start="\\d+")?>|<div class="wide" tabindex="0">',
    '<a( href="(https?:|mailto:)[^"<>]*")?( title="[^"]*")?' +
    ' target="_blank" rel="noopener noreferrer">',
  ].join("|"),
  "g",
);

Deno.test("the chat renders only tags that are allowed, whatever a model writes", async () => {
  const samples = fc.sample(texts, 1500);
  for (const [index, { html, growing }] of (await render(samples)).entries()) {
    for (const made of [html, growing]) {
      const rest = made.replace(ALLOWED, "");
      assert.ok(
        !/[<>]/.test(rest.replaceAll("&lt;", "").replaceAll("&gt;", "")),
        `${JSON.stringify(samples[index])}\n${made}`,
      );
    }
  }
});

Deno.test("the chat's blocks are the text, however it comes in pieces", async () => {
  const samples = fc.sample(texts, 1500);
  for (const [index, { stood, open }] of (await render(samples)).entries()) {
    assert.equal(stood.join("") + open, samples[index]?.join(""));
  }
});

Deno.test("the chat's blocks look as the whole does", async () => {
  const blocks = [
    "A paragraph\nof two lines.",
    "- one\n\n- two\n\n  inside\n\n- three",
    "1. first\n\n2. second",
    "```python\n\nx = 1\n\n\n- no item\n```",
    "~~~\n```\n\nnot the end\n~~~",
    "> quoted",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "## A title",
    "    indented\n\n    code",
    "**Bold** begins.",
  ];
  const documents = fc.array(fc.constantFrom(...blocks), {
    minLength: 1,
    maxLength: 8,
  });
  const pieces = fc.tuple(documents, fc.integer({ min: 1, max: 9 })).map((
    [parts, size],
  ) => {
    // Lists and indented code that follow each other would be one.
    const text = parts.join("\n\nBetween.\n\n");
    return text.match(RegExp(`[^]{1,${size}}`, "g")) ?? [];
  });
  const samples = fc.sample(pieces, 500);
  for (const [index, { html, growing }] of (await render(samples)).entries()) {
    assert.equal(growing, html, samples[index]?.join(""));
  }
});

Deno.test("the chat cuts a block that grows too long", async () => {
  const word = "tick tock ";
  const line = "x = 1  # a line of code\n\n";
  const [prose, code] = await render([
    Array(5000).fill(word),
    ["```python\n", ...Array(2000).fill(line), "```\n\nThe end."],
  ]);
  assert.ok((prose?.open.length ?? Infinity) < 10_000);
  assert.equal((prose?.stood.join("") ?? "") + prose?.open, word.repeat(5000));
  assert.ok((code?.stood.length ?? 0) > 3);
  assert.equal(code?.growing.match(/x = 1 {2}# a line of code/g)?.length, 2000);
  assert.match(code?.growing ?? "", /<\/pre>\s*<p>The end\.<\/p>\s*$/);
});
