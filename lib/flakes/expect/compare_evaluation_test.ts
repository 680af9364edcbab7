import assert from "node:assert/strict";
import { compareEvaluation } from "./compare_evaluation.ts";
import { parseExpectations } from "./expectations_schema.ts";
import type { ShellEvaluation } from "../evaluate/shell_evaluation.ts";

const EXPECTATIONS = parseExpectations(
  JSON.stringify({
    about: "A test",
    output: "devShells",
    systems: ["x86_64-linux", "aarch64-darwin"],
    packages: [],
    expectedErrors: [
      {
        when: { localNix: true },
        pattern: "unfree",
        knownIssue: "always",
      },
      {
        when: { platform: "darwin" },
        pattern: "too new",
        realOnly: true,
        knownIssue: "sometimes",
      },
    ],
    entries: [],
    knownIssues: { always: "Always.", sometimes: "With the real one." },
  }),
  "expect.json",
);

/** What came of evaluating both systems, `error` on the second. */
function held(error: string | undefined, files: readonly string[]) {
  const evaluation = (system: string, error?: string): ShellEvaluation => ({
    system,
    shell: "default",
    attribute: `devShells.${system}.default`,
    result: error === undefined
      ? { status: "passed", ms: 1 }
      : { status: "failed", error, ms: 1 },
  });
  const found = [
    evaluation("x86_64-linux"),
    evaluation("aarch64-darwin", error),
  ];
  return compareEvaluation(EXPECTATIONS, found, {
    reads: { entries: files.map((path) => ({ path })) } as never,
    systems: undefined,
    shells: undefined,
  })[1]?.result;
}

Deno.test("compareEvaluation() expects a refusal that is expected", () => {
  const result = held("unfree", ["local.nix"]);
  assert.equal(result?.status === "failed" && result.expected, true);
  assert.equal(held(undefined, ["local.nix"])?.status, "failed");
});

Deno.test("compareEvaluation() lets what only the real nixpkgs refuses be", () => {
  assert.deepEqual(held(undefined, []), { status: "passed", ms: 1 });
  const expectedErrors = held("it is too new", []);
  assert.ok(expectedErrors?.status === "failed" && expectedErrors.expected);
  assert.equal(expectedErrors.reason, "With the real one.");
  const other = held("syntax error", []);
  assert.ok(other?.status === "failed" && !other.expected);
});
