import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { shellCommand, shellStatePath } from "./service_shell.ts";
import {
  describeExit,
  parseShellState,
  readShellState,
} from "./shell_state.ts";

Deno.test("parseShellState() reads what a shell says, and nothing else", () => {
  assert.deepEqual(parseShellState("before 2\n"), {
    phase: "before",
    index: 2,
  });
  assert.deepEqual(parseShellState("failed 1 3\n"), {
    phase: "failed",
    index: 1,
    code: 3,
  });
  assert.deepEqual(parseShellState("run 0 -\n"), {
    phase: "run",
    restarts: 0,
    code: undefined,
  });
  assert.deepEqual(parseShellState("wait 4 137\n"), {
    phase: "wait",
    restarts: 4,
    code: 137,
  });
  for (const text of ["", "run", "run 1", "run x -\n", "other 1 1\n", "\n"]) {
    assert.equal(parseShellState(text), undefined, text);
  }
});

Deno.test("readShellState() gives nothing for a file that is being written", async () => {
  const files = { [shellStatePath(PATHS, "web")]: "" };
  const system = fakeSystem({ files });
  assert.equal(
    await readShellState({ system, paths: PATHS }, "web"),
    undefined,
  );
  assert.equal(
    await readShellState({ system, paths: PATHS }, "none"),
    undefined,
  );
});

Deno.test("describeExit() names signals", () => {
  assert.equal(describeExit(0), "exited with code 0");
  assert.equal(describeExit(137), "was ended by signal 9");
  assert.equal(describeExit(undefined), "exited");
});

Deno.test("shellCommand() quotes every word, and stays only where it restarts", () => {
  const work = {
    command: ["/bin/it's", "$HOME"],
    before: [["make", "a b"]],
    stopSignal: "SIGINT",
    log: "/project/.hearth/logs/web.log",
    stateFile: "/project/it's/state",
  } as const;
  const [shell, , once = ""] = shellCommand({ ...work, restart: "never" });
  assert.equal(shell, "/bin/sh");
  assert.match(once, /\nexec '\/bin\/it'\\''s' '\$HOME'$/);
  assert.match(once, /'make' 'a b' >>'.*web\.before-1\.log'/);
  const [, , always = ""] = shellCommand({ ...work, restart: "always" });
  assert.doesNotMatch(always, /exec '/);
  assert.match(always, /trap 'stop=1' TERM INT\n/);
  assert.doesNotMatch(always, /-eq 0/);
});
