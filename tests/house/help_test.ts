/**
 * How help is asked for.
 *
 * @module
 */
import assert from "node:assert/strict";
import { tempWorkspace } from "../support/harness.ts";

Deno.test("help prints the same as --help, also for one command", async () => {
  await using workspace = await tempWorkspace();
  const same = [
    [["help"], ["--help"], []],
    [["help", "start"], ["start", "--help"]],
    [["help", "secret", "set"], ["secret", "set", "--help"]],
  ];
  for (const ways of same) {
    const [first, ...others] = await Promise.all(
      ways.map((words) => workspace.run(words)),
    );
    assert.equal(first?.code, 0, first?.stderr);
    assert.match(first?.stdout ?? "", /^USAGE/);
    for (const { stdout } of others) assert.equal(stdout, first?.stdout);
  }
  const unknown = await workspace.run(["help", "nosuch"]);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /nosuch/);
});
