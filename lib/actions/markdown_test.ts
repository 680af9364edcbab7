import assert from "node:assert/strict";
import { codeBlock, plainText, table } from "./markdown.ts";

Deno.test("codeBlock() holds text that has fences of its own", () => {
  assert.equal(codeBlock("plain"), "```text\nplain\n```");
  assert.equal(codeBlock("a\n````\nb"), "`````text\na\n````\nb\n`````");
});

Deno.test("codeBlock() shortens what is too long for a comment, at a line", () => {
  const block = codeBlock("0123456789\n".repeat(10_000));
  assert.ok(block.length < 21_000);
  assert.match(block, /\n0123456789\n\(shortened\)\n```$/);
});

Deno.test("plainText() leaves nothing for Markdown, HTML or mentions", () => {
  assert.equal(plainText("14-hearth (2 commits)"), "14-hearth (2 commits)");
  assert.doesNotMatch(
    plainText("|<b>`@x`</b>[a](b)\n# *_~"),
    /[|<>`@[\]\n*_~]/,
  );
});

Deno.test("table() has a row of dashes after its head", () => {
  assert.equal(
    table([["a", "b"], ["1", "2"]]),
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
  );
});
