import assert from "node:assert/strict";
import { noOllama } from "../../../tests/support/ollama/fake_ollama.ts";
import {
  type FakeMachine,
  type FakeSystem,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import {
  fakeWorkspace,
  PATHS,
} from "../../../tests/support/fake/fake_workspace.ts";
import { inspectMachine } from "./machine_state.ts";

const LINES = `${PATHS.entry}/machine.bash`;
const GREETING = `${PATHS.entry}/greeting`;
const NO_GPU = {
  "nvidia-smi": null,
  "/usr/lib/wsl/lib/nvidia-smi": null,
};

function machine(differing: FakeMachine = {}): FakeSystem {
  const servers = noOllama("http://127.0.0.1:11434");
  return fakeSystem({ servers, programs: NO_GPU, ...differing });
}

Deno.test("inspectMachine() keeps a line each for the hook", async () => {
  const system = machine({
    programs: {
      "nvidia-smi": () => ({ stdout: "RTX 'A', 550.1, 24576\n" }),
    },
  });
  const state = await inspectMachine({
    system,
    paths: PATHS,
    workspace: fakeWorkspace(),
  });
  assert.deepEqual(state, {
    system: "x86_64-linux",
    gpu: "CUDA: RTX 'A', 24 GiB, driver 550.1",
    ollama:
      'No Ollama at http://127.0.0.1:11434: "deno task ollama" shows how to start it',
  });
  assert.equal(
    await system.fs.readText(LINES),
    "_hearth_system='x86_64-linux'\n" +
      "_hearth_gpu='CUDA: RTX '\\''A'\\'', 24 GiB, driver 550.1'\n",
  );
  const memory = await system.fs.readText(`${PATHS.state}/ollama`);
  assert.equal(memory?.split("\n")[1], state.ollama);
});

Deno.test("inspectMachine() keeps words only where workspace.ts asks for them", async () => {
  const wishing = fakeWorkspace({ ollama: { greeting: true } });
  const system = machine();
  // No server, no words: the hook prints none.
  await inspectMachine({ system, paths: PATHS, workspace: wishing });
  assert.equal(await system.fs.readText(GREETING), "\n");
  await system.fs.writeText(GREETING, "Hello\n");
  await inspectMachine({ system, paths: PATHS, workspace: fakeWorkspace() });
  assert.equal(await system.fs.readText(GREETING), undefined);
});

Deno.test("inspectMachine() says where Linux runs in Windows", async () => {
  const variables = { WSL_DISTRO_NAME: "Debian" };
  const { system } = await inspectMachine(
    {
      system: machine({ variables }),
      paths: PATHS,
      workspace: fakeWorkspace(),
    },
  );
  assert.equal(system, "x86_64-linux, Windows Subsystem for Linux");
});
