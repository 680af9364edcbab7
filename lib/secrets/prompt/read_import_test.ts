import assert from "node:assert/strict";
import {
  type FakeMachine,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { recordingReporter } from "../../../tests/support/fake/recording_reporter.ts";
import { readImport } from "./read_import.ts";

const HERE = { cwd: "/home/ann" };

/** The values of a file, and the warnings about it. */
async function taken(
  file: string,
  machine: FakeMachine,
): Promise<{ values: Record<string, string>; warnings: readonly string[] }> {
  const report = recordingReporter();
  const system = fakeSystem({ env: HERE, ...machine });
  const values = await readImport(system, file, { report });
  return { values, warnings: report.warnings };
}

Deno.test("readImport() reads a path from where the user is", async () => {
  const files = { "/home/ann/old.env": "A=1\n", "/b.env": "B='2'\n" };
  assert.deepEqual((await taken("old.env", { files })).values, { A: "1" });
  assert.deepEqual((await taken("../../b.env", { files })).values, { B: "2" });
});

Deno.test("readImport() reads standard input by each of its names", async () => {
  const names = ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];
  for (const name of names) {
    const { values } = await taken(name, { input: "\ufeffA=1\n" });
    assert.deepEqual(values, { A: "1" }, name);
  }
});

Deno.test("readImport() leaves out empty values and odd names, and tells lines it cannot read", async () => {
  const text = "A=1\nEMPTY=\nodd-name=2\nB='not closed\nC=3\nBARE\n";
  const { values, warnings } = await taken("f", {
    files: { "/home/ann/f": text },
  });
  assert.deepEqual(values, { A: "1", C: "3" });
  assert.deepEqual(warnings, [
    "Skipped line 3: it is not NAME=value",
    "Skipped line 4: it is not NAME=value",
  ]);
});

Deno.test("readImport() fills in what is exported", async () => {
  const { values } = await taken("f", {
    files: { "/home/ann/f": "A=${USER}-${NONE:-none}\n" },
    variables: { USER: "ann" },
  });
  assert.deepEqual(values, { A: "ann-none" });
});

Deno.test("readImport() refuses what is no file, not UTF-8 or has no values", async () => {
  const cases: readonly (readonly [FakeMachine, RegExp])[] = [
    [{}, /^UserError: Cannot read "f": it is not a file$/],
    [{ files: { "/home/ann/f/x": "" } }, /Cannot read "f": it is not a file$/],
    [
      { files: { "/home/ann/f": { bytes: new Uint8Array([0xff]) } } },
      /it is not UTF-8$/,
    ],
    [
      { files: { "/home/ann/f": "# nothing\nEMPTY=\n" } },
      /there is no NAME=value line/,
    ],
  ];
  for (const [machine, pattern] of cases) {
    await assert.rejects(taken("f", machine), pattern);
  }
});

Deno.test("readImport() reads a pipe too", async () => {
  const pipe = { kind: "other", text: "A=1\n" } as const;
  const { values } = await taken("f", { files: { "/home/ann/f": pipe } });
  assert.deepEqual(values, { A: "1" });
});
