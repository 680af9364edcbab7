import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import {
  fakeWorkspace,
  PATHS,
} from "../../../tests/support/fake/fake_workspace.ts";
import { readSecrets } from "./read_secrets.ts";
import { matches, missingSecrets, secretStates } from "./secret_state.ts";

const KEY = { prompt: "Key" };

/** Value and source of each secret. */
function found(
  { secrets = {}, dotenv = {}, keyring = {}, exported = {} }: {
    readonly secrets?: Parameters<typeof secretStates>[0]["secrets"];
    readonly dotenv?: Record<string, string>;
    readonly keyring?: Record<string, string>;
    readonly exported?: Record<string, string>;
  },
): string[] {
  return secretStates(
    { secrets },
    { dotenv, keyring },
    (name) => Object.hasOwn(exported, name) ? exported[name] : undefined,
  ).map(({ name, value, from }) => `${name}=${value} ${from}`);
}

Deno.test("secretStates() name the declared ones first, then what else is in .env", () => {
  const dotenv = { OTHER: "o", B: "b" };
  assert.deepEqual(found({ secrets: { A: KEY, B: KEY }, dotenv }), [
    "A=undefined undefined",
    "B=b .env",
    "OTHER=o .env",
  ]);
});

Deno.test("secretStates() take what was exported, then the keyring, then .env", () => {
  const secrets = { A: KEY };
  const dotenv = { A: "file" };
  const keyring = { A: "ring" };
  const exported = { A: "exported" };
  assert.deepEqual(found({ secrets, dotenv }), ["A=file .env"]);
  assert.deepEqual(found({ secrets, dotenv, keyring }), ["A=ring keyring"]);
  assert.deepEqual(found({ secrets, dotenv, keyring, exported }), [
    "A=exported environment",
  ]);
});

Deno.test("secretStates() of a service, which was given the kept values, name their store", () => {
  const secrets = { A: KEY };
  const values = { A: "same" };
  assert.deepEqual(
    found({ secrets, dotenv: values, exported: values }),
    ["A=same .env"],
  );
  assert.deepEqual(
    found({ secrets, keyring: values, exported: values }),
    ["A=same keyring"],
  );
});

Deno.test("secretStates() count an empty value as none, from wherever it comes", () => {
  const secrets = { A: KEY };
  const none = ["A=undefined undefined"];
  assert.deepEqual(found({ secrets, dotenv: { A: "" } }), none);
  assert.deepEqual(
    found({ secrets, dotenv: { A: "kept" }, exported: { A: "" } }),
    none,
  );
});

Deno.test("secretStates() take no name for what objects have by themselves", () => {
  const name = "constructor";
  const [state] = secretStates(
    { secrets: {} },
    { dotenv: { [name]: "value" }, keyring: {} },
    () => undefined,
  );
  assert.deepEqual([state?.declared, state?.value, state?.from], [
    undefined,
    "value",
    ".env",
  ]);
});

Deno.test("matches() wants the whole value to be as the pattern", () => {
  const declared = { ...KEY, pattern: "sk-|\\d{4}" };
  const cases: readonly (readonly [string, boolean])[] = [
    ["1234", true],
    ["sk-", true],
    ["12345", false],
    ["sk-1234", false],
    ["1234\n", false],
  ];
  for (const [value, expected] of cases) {
    assert.equal(matches(declared, value), expected, JSON.stringify(value));
  }
  assert.ok(matches(KEY, "anything"));
  assert.ok(matches(undefined, "anything"));
});

Deno.test("missingSecrets() are those that are declared, needed and without a value", async () => {
  const system = fakeSystem({
    files: { [PATHS.envFile]: "SET=1\nODD=x\nOTHER=\n" },
    variables: { EXPORTED: "1" },
  });
  const states = await readSecrets(
    {
      system,
      paths: PATHS,
      workspace: fakeWorkspace({
        secrets: {
          MISSING: KEY,
          SPARE: { ...KEY, optional: true },
          SET: KEY,
          EXPORTED: KEY,
          ODD: { ...KEY, pattern: "\\d" },
        },
      }),
    },
  );
  assert.deepEqual(missingSecrets(states).map(({ name }) => name), ["MISSING"]);
  assert.deepEqual(
    states.filter(({ isValid }) => !isValid).map(({ name }) => name),
    ["ODD"],
  );
});
