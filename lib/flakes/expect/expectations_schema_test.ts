import assert from "node:assert/strict";
import { UserError } from "../../core/errors.ts";
import { parseExpectations } from "./expectations_schema.ts";

const LEAST = {
  about: "A test",
  output: "devShells",
  systems: ["x86_64-linux"],
  packages: [],
  entries: [],
};

const parse = (expectations: unknown) =>
  parseExpectations(JSON.stringify(expectations), "expect.json");

Deno.test("parseExpectations() fills in what is not said", () => {
  const entry = { name: "plain", tier: "enter", steps: [{ do: "prompt" }] };
  const expectations = parse({ ...LEAST, entries: [entry] });
  assert.deepEqual(expectations.expectedErrors, []);
  assert.deepEqual(expectations.entries, [{
    ...entry,
    when: {},
    localNix: false,
    nvidiaSmi: false,
    impure: false,
    allowUnfree: false,
    network: true,
    git: true,
    shell: "bash",
    files: {},
    without: [],
    steps: [{ do: "prompt", when: {} }],
  }]);
});

Deno.test("parseExpectations() names the field that is wrong", () => {
  const step = (step: unknown) => ({
    ...LEAST,
    entries: [{ name: "plain", tier: "enter", steps: [step] }],
  });
  const cases: [unknown, RegExp][] = [
    [{ ...LEAST, systems: [] }, /"systems" must list at least one system/],
    [{ ...LEAST, systems: ["riscv64-linux"] }, /"systems\.0"/],
    [{ ...LEAST, sytems: [] }, /"sytems"/],
    [step({ do: "dance" }), /"entries\.0\.steps\.0"/],
    [step({ do: "see", line: "a", pattern: "b" }), /"entries\.0\.steps\.0"/],
    [step({ do: "never", pattern: "(" }), /steps\.0\.pattern" must be a reg/],
    [step({ do: "part", name: "greeting" }), /"parts"/],
    [step({ do: "prompt", knownIssue: "known" }), /"knownIssues"/],
  ];
  for (const [expectations, message] of cases) {
    assert.throws(() => parse(expectations), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, message);
      return true;
    });
  }
  assert.throws(() => parseExpectations("{", "expect.json"), UserError);
});
