import assert from "node:assert/strict";
import { denoSystem } from "../../../system/deno.ts";
import { parseExpectations } from "../../expect/expectations_schema.ts";
import type { ShellRun } from "../../result.ts";
import { expectedWay } from "./expected_way.ts";

const expectations = parseExpectations(
  JSON.stringify({
    about: "a test",
    output: "devShells",
    systems: ["x86_64-linux", "aarch64-darwin"],
    packages: [],
    entries: [{
      name: "all",
      tier: "enter",
      without: ["gone"],
      files: { "new": "text" },
      steps: [
        { do: "see", line: "Welcome to {directory}." },
        { do: "variable", name: "NAME", pattern: null },
        { do: "programs", names: ["a", "b"] },
        { do: "file", path: "x", state: "absent" },
        { do: "prompt", when: { platform: "darwin" } },
      ],
    }],
  }),
  "expect.json",
);

const run: ShellRun = {
  kit: "/hearth",
  projectDir: "/somewhere/01-a",
  dir: "dev",
  system: "x86_64-linux",
  shell: "default",
  attribute: "devShells.x86_64-linux.default",
  expectations,
  nix: { env: {}, args: [] },
  timeout: 1,
};

Deno.test("expectedWay() makes steps of what is expected here", async () => {
  const [entry] = expectations.entries;
  assert.ok(entry !== undefined);
  const host = { system: "x86_64-linux", shIsBash: false } as const;
  const way = await expectedWay(denoSystem(), run, {
    expectations,
    entry,
    host,
  });
  assert.deepEqual(way.files, { "dev/new": "text" });
  assert.deepEqual(way.without, ["dev/gone"]);
  assert.deepEqual(
    way.steps.map((step) => step.do),
    ["see", "ask", "ask", "ask", "ask"],
  );
  const [see, variable, , , file] = way.steps;
  assert.ok(
    see?.do === "see" && new RegExp(see.pattern).test("Welcome to dev."),
  );
  assert.ok(variable?.do === "ask" && variable.answer.includes("not set"));
  assert.ok(file?.do === "ask" && file.answer.includes("absent"));
});
