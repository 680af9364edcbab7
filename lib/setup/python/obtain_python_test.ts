import assert from "node:assert/strict";
import {
  type FakeMachine,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { recordingReporter } from "../../../tests/support/fake/recording_reporter.ts";
import { obtainPython } from "./obtain_python.ts";

const INSTALLED =
  "/home/ann/.local/share/uv/python/cpython-3.13.5-linux-x86_64-gnu";
const PYTHON = `${INSTALLED}/bin/python3`;

/** A machine on which uv can install a Python, and on which nothing fits. */
function machine(variables: Record<string, string> = {}) {
  const parts: FakeMachine = {
    variables: { HOME: "/home/ann", PATH: "/usr/bin", ...variables },
    programs: {
      "/usr/bin/uv": (args, { env }) => {
        assert.equal(env?.["UV_PYTHON_DOWNLOADS"], "manual");
        assert.deepEqual(args, ["python", "install", "3.13"]);
        system.fs.add(PYTHON, { text: "", mode: 0o755 });
        return {};
      },
      [PYTHON]: () => ({ stdout: `${PYTHON}\n3.13.5\n` }),
    },
  };
  const system = fakeSystem(parts);
  return system;
}

/** Obtains a Python, with an answer to the question. */
async function obtain(
  system: ReturnType<typeof machine>,
  confirm?: (question: string) => Promise<boolean>,
  search: { wanted?: string; pinned?: string } = {},
) {
  const uv = { path: "/usr/bin/uv", env: {} };
  return await obtainPython({ system, paths: PATHS }, {
    search: { wanted: undefined, range: ">=3.12", ...search },
    found: { kind: "none", refused: ["python3 is 3.9.2"], other: undefined },
    uv,
  }, { report: recordingReporter(), confirm });
}

Deno.test("obtainPython() asks, and has uv install one that fits", async () => {
  const system = machine();
  const questions: string[] = [];
  const { version, path } = await obtain(system, (question) => {
    questions.push(question);
    return Promise.resolve(true);
  });
  assert.deepEqual([version, path], ["3.13.5", PYTHON]);
  assert.deepEqual(questions, ["Install Python 3.13 with uv?"]);
});

Deno.test("obtainPython() downloads nothing unasked", async () => {
  const system = machine();
  const unasked = await obtain(system).catch((error) => error);
  assert.match(
    unasked.message,
    /Cannot find Python >=3\.12: python3 is 3\.9\.2/,
  );
  assert.match(unasked.hint, /setup --yes, which has uv install Python 3\.13/);
  assert.equal(unasked.exitCode, 3);
  const declined = await obtain(system, () => Promise.resolve(false))
    .catch((error) => error);
  assert.equal(declined.exitCode, 1);
  assert.match(declined.hint, /uv python install 3\.13/);
  assert.deepEqual(system.commands, []);
});

Deno.test("obtainPython() never asks in Nix, where downloads are off, or for what cannot help", async () => {
  const cases: [
    Record<string, string>,
    { wanted?: string; pinned?: string },
  ][] = [
    [{ IN_NIX_SHELL: "impure" }, {}],
    [{ UV_PYTHON_DOWNLOADS: "never" }, {}],
    [{}, { wanted: "/opt/python" }],
    [{}, { wanted: "3.9" }],
    [{}, { pinned: "3.11.4" }],
    [{}, { wanted: "2.7" }],
  ];
  for (const [variables, search] of cases) {
    const system = machine(variables);
    const error = await obtain(system, () => {
      throw new Error("It asked");
    }, search).catch((error) => error);
    assert.equal(error.exitCode, 1, error.message);
    assert.deepEqual(system.commands, []);
  }
});
