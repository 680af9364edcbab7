import assert from "node:assert/strict";
import type { SecretInput } from "../../workspace/workspace.ts";
import {
  type FakeMachine,
  type FakeProgram,
  fakeSystem,
  json,
} from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import {
  type RecordingReporter,
  recordingReporter,
} from "../../../tests/support/fake/recording_reporter.ts";
import type { SecretState } from "../store/secret_state.ts";
import { checkSecrets } from "./check_secrets.ts";

const URL = "https://api.example/me";
const CHECKED: SecretInput = { prompt: "Key", check: { url: URL } };

/** A secret with a value, or with what differs from that. */
function secret(
  name: string,
  differing: Partial<SecretState> = {},
): SecretState {
  return {
    name,
    declared: { prompt: name },
    value: `value-of-${name}`,
    from: ".env",
    isValid: true,
    ...differing,
  };
}

async function check(
  states: readonly SecretState[],
  machine: FakeMachine = {},
  live = false,
): Promise<{ messages: string[]; hints: string[]; report: RecordingReporter }> {
  const report = recordingReporter();
  const system = fakeSystem({ programs: { git: null }, ...machine });
  const { signal } = new AbortController();
  const problems = await checkSecrets({ system, paths: PATHS }, states, {
    live,
    report,
    signal,
  });
  return {
    messages: problems.map(({ kind, message }) => `${kind}: ${message}`),
    hints: problems.map(({ hint }) => hint),
    report,
  };
}

Deno.test("checkSecrets() finds nothing wrong with what is set", async () => {
  const { messages, report } = await check([secret("KEY")]);
  assert.deepEqual([messages, report.warnings], [[], []]);
});

Deno.test("checkSecrets() tells what is missing and what is malformed", async () => {
  const none = { value: undefined, from: undefined };
  const odd = {
    declared: { prompt: "Pin", pattern: "\\d{4}" },
    isValid: false,
  };
  const { messages, hints } = await check([
    secret("ODD", odd),
    secret("MISSING", none),
    secret("SPARE", { ...none, declared: { prompt: "S", optional: true } }),
  ]);
  assert.deepEqual(messages, [
    "missing: MISSING is missing",
    "malformed: ODD, from .env, does not match \\d{4}",
  ]);
  assert.deepEqual(hints, [
    "Set it: deno task secret set MISSING",
    "Set it again: deno task secret set ODD",
  ]);
});

Deno.test("checkSecrets() asks servers only when live", async () => {
  const machine = { servers: { [URL]: json({}, 401) } };
  const url = "https://x.example/keys";
  const states = [
    secret("KEY", { declared: { ...CHECKED, url } }),
    secret("OTHER", { declared: CHECKED }),
    secret("UNSET", {
      declared: { ...CHECKED, optional: true },
      value: undefined,
    }),
    secret("UNCHECKED"),
  ];
  assert.deepEqual((await check(states, machine)).messages, []);
  const { messages, hints, report } = await check(states, machine, true);
  assert.deepEqual(messages, [
    "refused: KEY does not work: api.example answered 401",
    "refused: OTHER does not work: api.example answered 401",
  ]);
  assert.deepEqual(hints, [`Get a new one: ${url}`, "Get a new one."]);
  assert.deepEqual(report.stages.slice(1), [
    "Checking KEY: done",
    "Checking OTHER: done",
  ]);
});

Deno.test("checkSecrets() warns of a server that says nothing of the value", async () => {
  const machine = { servers: { [URL]: json({}, 500) } };
  const states = [secret("KEY", { declared: CHECKED })];
  const { messages, report } = await check(states, machine, true);
  assert.deepEqual(messages, []);
  assert.deepEqual(report.warnings, [
    "Could not check KEY: api.example answered 500",
  ]);
});

Deno.test("checkSecrets() tells of .env, of files and of notebooks, in this order", async () => {
  const output = { text: "value-of-KEY" };
  const { messages } = await check([secret("KEY")], {
    files: {
      [PATHS.envFile]: { text: "KEY=value-of-KEY\n", mode: 0o644 },
      "/project/a.py": "value-of-KEY",
      "/project/b.ipynb": JSON.stringify({ cells: [{ outputs: [output] }] }),
    },
  });
  assert.deepEqual(messages, [
    "mode: .env has mode 644: other users can access it",
    "in-file: KEY is in a.py",
    "in-notebook: KEY is in b.ipynb, in the output of cell 1",
  ]);
});

/** Git with one blob that holds the secret, and what leads to it. */
function leakyGit(file: string | undefined, count = 1): FakeProgram {
  const ids = Array.from(
    { length: count },
    (_, index) => `${index}`.padStart(40, "a"),
  );
  return ([, , command]) => {
    switch (command) {
      case "cat-file":
        return {
          stdout: ids.map((id) => `${id} blob 12\nvalue-of-KEY\n`).join(""),
        };
      case "rev-list":
        return {
          stdout: file === undefined
            ? ""
            : ids.map((id, index) => `${id} ${file}${index || ""}\n`).join(""),
        };
      case "log":
        return { stdout: "1234567\n" };
      // It is neither tracked nor ignored, and there are no files.
      default:
        return { code: command === "ls-files" ? 1 : 0 };
    }
  };
}

Deno.test("checkSecrets() tells of git's history", async () => {
  const messages = async (git: FakeProgram): Promise<string[]> =>
    (await check([secret("KEY")], { programs: { git } })).messages;
  assert.deepEqual(await messages(leakyGit("a.py")), [
    "in-history: KEY is in git's history: a.py, commit 1234567",
  ]);
  assert.deepEqual(await messages(leakyGit("")), [
    "in-history: KEY is in git's history: a message, commit 1234567",
  ]);
  assert.deepEqual(await messages(leakyGit(undefined)), [
    "in-history: KEY is in git's object store, but not on any branch",
  ]);
  assert.equal(
    (await messages(leakyGit("f", 8))).at(-1),
    "in-history: KEY is in 3 more files of git's history",
  );
});

Deno.test("checkSecrets() warns of a repository that git does not read", async () => {
  const git: FakeProgram = () => ({
    code: 128,
    stderr: "fatal: detected dubious ownership\nmore\n",
  });
  const files = { "/project/.git/HEAD": "ref" };
  const readable: FakeProgram = () => ({ code: 0 });
  const fine = await check([], { programs: { git: readable }, files });
  assert.deepEqual(fine.report.warnings, []);
  const { report } = await check([], { programs: { git }, files });
  assert.deepEqual(report.warnings, [
    "Could not search git's history: fatal: detected dubious ownership",
  ]);
});
