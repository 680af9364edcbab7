import assert from "node:assert/strict";
import { fakeSystem } from "../../tests/support/fake/fake_system.ts";
import { seconds, shorten, terminalReporter } from "./terminal_reporter.ts";

Deno.test("shorten() counts characters, not escape sequences", () => {
  assert.equal(shorten("\x1b[31mabc\x1b[0mdef", 4), "\x1b[31mabc\x1b[0md");
  assert.equal(shorten("äöü", 2), "äö");
  assert.equal(shorten("abc", 10), "abc");
});

Deno.test("seconds() shows minutes from a minute on", () => {
  assert.equal(seconds(940), "0.9 s");
  assert.equal(seconds(65_000), "1 min 5 s");
});

Deno.test("terminalReporter() says that a long stage without a terminal is alive", () => {
  const system = fakeSystem();
  const stage = terminalReporter(system).stage("Installing");
  system.clock.advance(65_000);
  stage.done();
  system.clock.advance(65_000);
  assert.deepEqual(system.written.error.split("\n"), [
    "Installing ...",
    "Installing ... still running after 30.0 s",
    "Installing ... still running after 1 min 0 s",
    "Installing: done (1 min 5 s)",
    "",
  ]);
});
