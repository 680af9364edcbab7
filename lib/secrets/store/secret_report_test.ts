import assert from "node:assert/strict";
import { secretReport, secretTable } from "./secret_report.ts";
import type { SecretState } from "./secret_state.ts";

const SET: SecretState = {
  name: "KEY",
  declared: { prompt: "Key of the service", url: "https://x.example/keys" },
  value: "sk-0123456789-key-last",
  from: ".env",
  isValid: true,
};

const MISSING: SecretState = {
  ...SET,
  name: "OTHER",
  value: undefined,
  from: undefined,
};

Deno.test("secretReport() never holds a value", () => {
  assert.deepEqual(secretReport(SET), {
    name: "KEY",
    set: true,
    valid: true,
    from: ".env",
    declared: true,
    optional: false,
    prompt: "Key of the service",
    help: null,
    url: "https://x.example/keys",
    masked: "••••••••last",
  });
});

Deno.test("secretReport() shows an end only of what is long and a key", () => {
  const masked = (value: string): string | null =>
    secretReport({ ...SET, value }).masked;
  const dots = "••••••••";
  assert.equal(masked("a".repeat(19)), dots);
  assert.equal(masked("a".repeat(20)), `${dots}aaaa`);
  assert.equal(masked("correct horse battery staple"), dots);
  assert.equal(masked("https://user:pass@host.example/db"), dots);
  assert.equal(secretReport(MISSING).masked, null);
});

Deno.test("secretTable() says what is set, malformed, missing or spare", () => {
  const undeclared = { ...SET, name: "MORE", declared: undefined };
  const spare = {
    ...MISSING,
    name: "SPARE",
    declared: { prompt: "Spare", optional: true },
  };
  const table = secretTable(
    [SET, { ...SET, name: "ODD", isValid: false }, MISSING, spare, undeclared]
      .map(secretReport),
  );
  const rows = table.trimEnd().split("\n").map((line) => line.split(/ {2,}/));
  assert.deepEqual(rows, [
    ["KEY", "set", ".env", "••••••••last", "Key of the service"],
    ["ODD", "malformed", ".env", "••••••••last", "Key of the service"],
    ["OTHER", "missing", "Key of the service"],
    ["SPARE", "not set", "Spare"],
    ["MORE", "set", ".env", "••••••••last", "not in workspace.ts"],
  ]);
});
