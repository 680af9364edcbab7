import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { printable } from "./printable.ts";

Deno.test("printable() keeps lines and tabs, and drops the rest on a terminal", () => {
  const text = "one\n\ttwo\x1b[2J\r\x07ü\x9b";
  const on = (...terminals: ("stdout" | "stderr")[]): string =>
    printable(fakeSystem({ terminals }), text);
  assert.equal(on("stdout"), "one\n\ttwo[2Jü");
  assert.equal(on("stderr"), text);
});
