import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { parseExpectations } from "./expectations_schema.ts";
import {
  applies,
  expectedEntries,
  expectedError,
  expectedPackages,
  expectedSteps,
  realExpectedError,
  type Situation,
  situationOf,
} from "./expected.ts";

const PLAIN: Situation = {
  system: "x86_64-linux",
  localNix: false,
  nvidiaSmi: false,
  impure: false,
  allowUnfree: false,
  shIsBash: false,
};

const EXPECTATIONS = parseExpectations(
  JSON.stringify({
    about: "A test",
    output: "devShell",
    systems: ["x86_64-linux", "aarch64-darwin"],
    packages: [
      { names: ["git", "bash"] },
      { when: { platform: "darwin" }, names: ["mac"] },
      { when: { localNix: true }, names: ["cuda", "git"] },
    ],
    expectedErrors: [
      { when: { impure: false, localNix: true }, pattern: "a" },
      { when: { platform: "darwin" }, pattern: "b", realOnly: true },
    ],
    parts: {
      greeting: [
        { do: "see", line: "Hello {Directory} (1+1) on {system}" },
        { do: "never", pattern: "^{directory}$", when: { platform: "darwin" } },
      ],
    },
    entries: [
      {
        name: "plain",
        tier: "enter",
        steps: [
          { do: "part", name: "greeting" },
          { do: "type", line: "ls", see: [{ line: "a.b" }], knownIssue: "w" },
        ],
      },
      { name: "cuda", tier: "enter", localNix: true, steps: [] },
      { name: "mac", tier: "smoke", when: { platform: "darwin" }, steps: [] },
    ],
    knownIssues: { w: "Known" },
  }),
  "expect.json",
);

Deno.test("applies() compares what a condition names", () => {
  assert.ok(applies({}, PLAIN));
  assert.ok(applies({ platform: "linux", localNix: false }, PLAIN));
  assert.ok(!applies({ platform: "darwin" }, PLAIN));
  assert.ok(!applies({ systems: ["aarch64-linux"] }, PLAIN));
  assert.ok(!applies({ systems: ["x86_64-linux"], impure: true }, PLAIN));
});

Deno.test("expectedPackages() adds up the rules that apply", () => {
  assert.deepEqual(expectedPackages(EXPECTATIONS, PLAIN), ["bash", "git"]);
  assert.deepEqual(
    expectedPackages(EXPECTATIONS, {
      ...PLAIN,
      system: "aarch64-darwin",
      localNix: true,
    }),
    ["bash", "cuda", "git", "mac"],
  );
});

Deno.test("expectedError() tells any nixpkgs from the real one", () => {
  const local = { ...PLAIN, localNix: true };
  assert.equal(expectedError(EXPECTATIONS, PLAIN), undefined);
  assert.equal(expectedError(EXPECTATIONS, local)?.pattern, "a");
  assert.equal(realExpectedError(EXPECTATIONS, local), undefined);
  const mac = { ...PLAIN, system: "aarch64-darwin" } as const;
  assert.equal(expectedError(EXPECTATIONS, mac), undefined);
  assert.equal(realExpectedError(EXPECTATIONS, mac)?.pattern, "b");
});

Deno.test("expectedEntries() leaves out what makes no sense", () => {
  const names = (tier: "enter" | "smoke", system: Situation["system"]) =>
    expectedEntries(EXPECTATIONS, { tier, host: { ...PLAIN, system } })
      .map(({ name }) => name);
  assert.deepEqual(names("enter", "x86_64-linux"), ["plain", "cuda"]);
  assert.deepEqual(names("smoke", "x86_64-linux"), []);
  assert.deepEqual(names("smoke", "aarch64-darwin"), ["mac"]);
});

Deno.test("expectedSteps() puts parts and names in", () => {
  const [plain, cuda] = EXPECTATIONS.entries;
  assert.ok(plain && cuda);
  assert.ok(situationOf(cuda, PLAIN).localNix);
  const steps = expectedSteps(EXPECTATIONS, {
    entry: plain,
    situation: PLAIN,
    dir: "a.B",
  });
  assert.deepEqual(steps, [
    {
      action: {
        do: "see",
        pattern: "^Hello A\\.b \\(1\\+1\\) on x86_64-linux\\s*$",
      },
      knownIssue: undefined,
    },
    {
      action: { do: "type", line: "ls", see: ["^a\\.b\\s*$"] },
      knownIssue: "w",
    },
  ]);
  const mac = { ...PLAIN, system: "aarch64-darwin" } as const;
  assert.deepEqual(
    expectedSteps(EXPECTATIONS, { entry: plain, situation: mac, dir: "a.B" })[1]
      ?.action,
    {
      do: "never",
      pattern: "^a\\.B$",
    },
  );
});

Deno.test("expectedSteps() matches any directory's name as it is", () => {
  const [plain] = EXPECTATIONS.entries;
  assert.ok(plain);
  fc.assert(fc.property(
    fc.string({ minLength: 1 }).filter((name) =>
      !/[\n\r/\u2028\u2029]/.test(name)
    ),
    (name) => {
      const [step] = expectedSteps(EXPECTATIONS, {
        entry: plain,
        situation: PLAIN,
        dir: name,
      });
      assert.ok(step?.action.do === "see");
      const proper = name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
      const line = `Hello ${proper} (1+1) on x86_64-linux`;
      assert.match(line, new RegExp(step.action.pattern));
    },
  ));
});
