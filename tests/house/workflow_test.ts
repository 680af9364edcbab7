import assert from "node:assert/strict";
import { CHECKOUT, programOf, requires } from "../support/harness.ts";

async function lint(command: readonly string[]): Promise<string> {
  const [program = "", ...args] = command;
  const { stdout, stderr } = await new Deno.Command(program, {
    args,
    cwd: CHECKOUT,
  }).output();
  const decoder = new TextDecoder();
  return decoder.decode(stdout) + decoder.decode(stderr);
}

Deno.test({
  ...requires(
    ["actionlint", "git"],
    "actionlint finds nothing in the workflows",
  ),
  async fn() {
    const files = await Array.fromAsync(
      Deno.readDir(`${CHECKOUT}/.github/workflows`),
    );
    const workflows = files.map(({ name }) => `.github/workflows/${name}`);
    assert.notEqual(workflows.length, 0);
    assert.equal(await lint([programOf("actionlint") ?? "", ...workflows]), "");
  },
});

Deno.test({
  ...requires(["shellcheck"], "shellcheck finds nothing in .ci/run"),
  async fn() {
    assert.equal(await lint(["shellcheck", ".ci/run"]), "");
  },
});
