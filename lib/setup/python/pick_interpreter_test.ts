import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { silent } from "../../core/reporter.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { pickInterpreter } from "./pick_interpreter.ts";

/** A machine with Pythons in the directory of pyenv. */
function machine(versions: readonly string[]) {
  const root = "/home/ann/.pyenv/versions";
  const programs = versions.map((version) => {
    const path = `${root}/${version}/bin/python3`;
    return [path, () => ({ stdout: `${path}\n${version}\n` })] as const;
  });
  const files = Object.fromEntries(
    programs.map(([path]) => [path, { text: "", mode: 0o755 }]),
  );
  return fakeSystem({
    files,
    programs: { ...Object.fromEntries(programs), uv: null },
    variables: { HOME: "/home/ann", PATH: "/usr/bin" },
  });
}

/** The version that is picked for requirements compiled with Python 3.12. */
async function picked(versions: readonly string[]): Promise<string> {
  const { interpreter } = await pickInterpreter({
    system: machine(versions),
    paths: PATHS,
  }, {
    check: { interpreter: undefined, search: "" },
    stamps: [],
    wanted: undefined,
    request: { range: ">=3.12", pinned: undefined, preferred: "3.12" },
  }, { report: silent });
  return interpreter.version;
}

Deno.test("pickInterpreter() prefers the Python that the pins were made with", async () => {
  assert.equal(await picked(["3.13.0", "3.12.1"]), "3.12.1");
  assert.equal(await picked(["3.11.7", "3.13.0"]), "3.13.0");
});
