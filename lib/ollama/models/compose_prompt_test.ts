import assert from "node:assert/strict";
import {
  type FakeMachine,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { recordingReporter } from "../../../tests/support/fake/recording_reporter.ts";
import { composePrompt } from "./compose_prompt.ts";

function prompt(
  words: readonly string[],
  machine: FakeMachine,
): Promise<string> {
  return composePrompt(fakeSystem(machine), words, {
    report: recordingReporter(),
  });
}

Deno.test("composePrompt() puts standard input below the words", async () => {
  const input = "\nof a pipe\n\n";
  assert.equal(
    await prompt(["what", "is", "it"], { input }),
    "what is it\n\nof a pipe",
  );
  assert.equal(await prompt([" "], { input }), "of a pipe");
  assert.equal(await prompt(["why"], { input: " \n" }), "why");
});

Deno.test("composePrompt() reads nothing from a terminal, and wants a question", async () => {
  const terminals = ["stdin"] as const;
  assert.equal(await prompt(["why"], { terminals }), "why");
  const none = { message: "Cannot ask: there is no question", exitCode: 2 };
  await assert.rejects(prompt([], { terminals }), none);
  await assert.rejects(prompt([""], { input: "\n" }), none);
});
