import assert from "node:assert/strict";
import fc from "fast-check";
import { parsePromise } from "./expectations_schema.ts";
import {
  applies,
  promisedEntries,
  promisedPackages,
  promisedRefusal,
  promisedSteps,
  realRefusal,
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

const PROMISE = parsePromise(
  JSON.stringify({
    about: "A test",
    output: "devShell",
    systems: ["x86_64-linux", "aarch64-darwin"],
    packages: [
      { names: ["git", "bash"] },
      { when: { platform: "darwin" }, names: ["mac"] },
      { when: { localNix: true }, names: ["cuda", "git"] },
    ],
    refused: [
      { when: { impure: false, localNix: true }, pattern: "a" },
      { when: { platform: "darwin" }, pattern: "b", realOnly: true },
    ],
    parts: {
      greeting: [
        { do: "see", line: "Hello {Folder} (1+1) on {system}" },
        { do: "never", pattern: "^{folder}$", when: { platform: "darwin" } },
      ],
    },
    entries: [
      {
        name: "plain",
        tier: "enter",
        steps: [
          { do: "part", name: "greeting" },
          { do: "type", line: "ls", see: [{ line: "a.b" }], weakness: "w" },
        ],
      },
      { name: "cuda", tier: "enter", localNix: true, steps: [] },
      { name: "mac", tier: "smoke", when: { platform: "darwin" }, steps: [] },
    ],
    weaknesses: { w: "Known" },
  }),
  "promise.json",
);

Deno.test("applies() compares what a condition names", () => {
  assert.ok(applies({}, PLAIN));
  assert.ok(applies({ platform: "linux", localNix: false }, PLAIN));
  assert.ok(!applies({ platform: "darwin" }, PLAIN));
  assert.ok(!applies({ systems: ["aarch64-linux"] }, PLAIN));
  assert.ok(!applies({ systems: ["x86_64-linux"], impure: true }, PLAIN));
});

Deno.test("promisedPackages() adds up the rules that apply", () => {
  assert.deepEqual(promisedPackages(PROMISE, PLAIN), ["bash", "git"]);
  assert.deepEqual(
    promisedPackages(PROMISE, {
      ...PLAIN,
      system: "aarch64-darwin",
      localNix: true,
    }),
    ["bash", "cuda", "git", "mac"],
  );
});

Deno.test("promisedRefusal() tells any nixpkgs from the real one", () => {
  const local = { ...PLAIN, localNix: true };
  assert.equal(promisedRefusal(PROMISE, PLAIN), undefined);
  assert.equal(promisedRefusal(PROMISE, local)?.pattern, "a");
  assert.equal(realRefusal(PROMISE, local), undefined);
  const mac = { ...PLAIN, system: "aarch64-darwin" } as const;
  assert.equal(promisedRefusal(PROMISE, mac), undefined);
  assert.equal(realRefusal(PROMISE, mac)?.pattern, "b");
});

Deno.test("promisedEntries() leaves out what makes no sense", () => {
  const names = (tier: "enter" | "smoke", system: Situation["system"]) =>
    promisedEntries(PROMISE, tier, { ...PLAIN, system })
      .map(({ name }) => name);
  assert.deepEqual(names("enter", "x86_64-linux"), ["plain", "cuda"]);
  assert.deepEqual(names("smoke", "x86_64-linux"), []);
  assert.deepEqual(names("smoke", "aarch64-darwin"), ["mac"]);
});

Deno.test("promisedSteps() puts parts and names in", () => {
  const [plain, cuda] = PROMISE.entries;
  assert.ok(plain && cuda);
  assert.ok(situationOf(cuda, PLAIN).localNix);
  const steps = promisedSteps(PROMISE, plain, PLAIN, "a.B");
  assert.deepEqual(steps, [
    {
      action: {
        do: "see",
        pattern: "^Hello A\\.b \\(1\\+1\\) on x86_64-linux\\s*$",
      },
      weakness: undefined,
    },
    {
      action: { do: "type", line: "ls", see: ["^a\\.b\\s*$"] },
      weakness: "w",
    },
  ]);
  const mac = { ...PLAIN, system: "aarch64-darwin" } as const;
  assert.deepEqual(promisedSteps(PROMISE, plain, mac, "a.B")[1]?.action, {
    do: "never",
    pattern: "^a\\.B$",
  });
});

Deno.test("promisedSteps() matches any folder's name as it is", () => {
  const [plain] = PROMISE.entries;
  assert.ok(plain);
  fc.assert(fc.property(
    fc.string({ minLength: 1 }).filter((name) =>
      !/[\n\r/\u2028\u2029]/.test(name)
    ),
    (name) => {
      const [step] = promisedSteps(PROMISE, plain, PLAIN, name);
      assert.ok(step?.action.do === "see");
      const proper = name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
      const line = `Hello ${proper} (1+1) on x86_64-linux`;
      assert.match(line, new RegExp(step.action.pattern));
    },
  ));
});
