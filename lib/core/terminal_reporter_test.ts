import assert from "node:assert/strict";
import { seconds, shorten } from "./terminal_reporter.ts";

Deno.test("shorten() counts characters, not escape sequences", () => {
  assert.equal(shorten("\x1b[31mabc\x1b[0mdef", 4), "\x1b[31mabc\x1b[0md");
  assert.equal(shorten("äöü", 2), "äö");
  assert.equal(shorten("abc", 10), "abc");
});

Deno.test("seconds() shows minutes from a minute on", () => {
  assert.equal(seconds(940), "0.9 s");
  assert.equal(seconds(65_000), "1 min 5 s");
});
