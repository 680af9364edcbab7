import assert from "node:assert/strict";
import { UserError } from "../../core/errors.ts";
import {
  type FakeMachine,
  type FakeProgram,
  fakeSystem,
  installed,
} from "../../../tests/support/fake/fake_system.ts";
import type { OllamaState } from "./ollama_state.ts";
import {
  howToGet,
  requireModel,
  requireOllama,
  type RunningOllama,
} from "./require_ollama.ts";

const url = "http://127.0.0.1:11434";

const UP: RunningOllama = {
  kind: "up",
  url,
  version: "0.17.4",
  models: [],
  chosen: null,
  wanted: null,
};
const DOWN: OllamaState = { kind: "down", url, why: "connection refused" };

/** A machine without any of the programs that are asked for, but for some. */
function machine(
  programs: Record<string, FakeProgram> = {},
  more: FakeMachine = {},
): ReturnType<typeof fakeSystem> {
  return fakeSystem({
    ...more,
    programs: { ollama: null, nix: null, brew: null, ...programs },
  });
}

/** What is said of a server that cannot be used. */
async function refusal(
  state: OllamaState,
  system = machine(),
): Promise<Pick<UserError, "message" | "hint" | "exitCode">> {
  const error = await requireOllama(system, state).catch((thrown) => thrown);
  assert.ok(error instanceof UserError);
  const { message, hint, exitCode } = error;
  return { message, hint, exitCode };
}

Deno.test("requireOllama() gives back a server that is up", async () => {
  assert.equal(await requireOllama(fakeSystem(), UP), UP);
});

Deno.test("requireOllama() says how to start what is installed", async () => {
  assert.deepEqual(await refusal(DOWN, machine({ ollama: installed })), {
    message: `Cannot reach Ollama at ${url}: connection refused`,
    hint:
      'Start it with "deno task start --ollama" (then "deno task stop" stops it), or with "ollama serve".',
    exitCode: 3,
  });
});

Deno.test("requireOllama() says how to get it, and that one on Windows serves WSL", async () => {
  const get =
    "Install it: curl -fsSL https://ollama.com/install.sh | sh. Then start it: deno task start --ollama.";
  assert.equal((await refusal(DOWN)).hint, get);
  const wsl = machine({}, { variables: { WSL_DISTRO_NAME: "Debian" } });
  assert.equal(
    (await refusal(DOWN, wsl)).hint,
    `${get}\nOr use an Ollama that runs on Windows: set OLLAMA_HOST to its address.`,
  );
});

Deno.test("requireOllama() asks for a newer one with exit code 3", async () => {
  const { message, exitCode } = await refusal({
    kind: "outdated",
    url,
    version: "0.5.13",
  });
  assert.match(message, /^Ollama 0\.5\.13 at http\S+ is too old: .* 0\.6\.4 /);
  assert.equal(exitCode, 3);
});

Deno.test("requireOllama() tells apart what a user has to look into", async () => {
  const cases: readonly (readonly [OllamaState, string])[] = [
    [
      { kind: "silent", url, deadline: 199.6 },
      `Ollama at ${url} did not answer within 200 ms`,
    ],
    [{ kind: "stranger", url }, `The server at ${url} is not Ollama`],
    [
      { kind: "misconfigured", value: 'a "b' },
      'Cannot use OLLAMA_HOST: "a \\"b" is not an HTTP address',
    ],
  ];
  for (const [state, expected] of cases) {
    const { message, hint, exitCode } = await refusal(state, fakeSystem());
    assert.deepEqual([message, exitCode], [expected, 1]);
    assert.ok(hint);
  }
});

Deno.test("howToGet() goes by the programs and the system that are there", async () => {
  const darwin = { env: { os: "darwin" } } as const;
  const windows = { env: { os: "windows" } } as const;
  const brew = { brew: installed };
  assert.match(await howToGet(machine({ nix: installed }, darwin)), /^nix /);
  assert.equal(await howToGet(machine(brew, darwin)), "brew install ollama");
  assert.match(await howToGet(machine(brew)), /^curl /);
  for (const os of [darwin, windows]) {
    assert.equal(
      await howToGet(machine({}, os)),
      "https://ollama.com/download",
    );
  }
});

Deno.test("requireModel() names the model, or the one to bring", () => {
  const chosen = {
    name: "tiny:latest",
    configured: false,
    loaded: false,
    gpuShare: null,
  };
  assert.equal(requireModel({ ...UP, chosen }), "tiny:latest");
  const hintFor = (wanted: string | null): unknown => {
    try {
      return requireModel({ ...UP, wanted });
    } catch (error) {
      return error instanceof UserError && [error.hint, error.exitCode];
    }
  };
  assert.deepEqual(hintFor("phi3"), [
    "Download one: deno task ollama pull phi3",
    3,
  ]);
  assert.deepEqual(hintFor(null), [
    "Download one: deno task ollama pull llama3.2",
    3,
  ]);
});
