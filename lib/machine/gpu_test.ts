import assert from "node:assert/strict";
import {
  type FakeMachine,
  type FakeProgram,
  fakeSystem,
} from "../../tests/support/fake/fake_system.ts";
import { describeGpu, findGpu } from "./gpu.ts";

const WSL = "/usr/lib/wsl/lib/nvidia-smi";

/** What is said of the processor of a machine. */
async function gpuOf(machine: FakeMachine): Promise<string> {
  return describeGpu(await findGpu(fakeSystem(machine)));
}

function withSmi(program: FakeProgram): Promise<string> {
  return gpuOf({ programs: { "nvidia-smi": program } });
}

Deno.test("findGpu() reads every card that nvidia-smi lists", async () => {
  const stdout = "NVIDIA A, 550.1, 81559\nNVIDIA B, 550.1, 24576\n\n";
  assert.equal(
    await withSmi(() => ({ stdout })),
    "CUDA: NVIDIA A, 80 GiB, driver 550.1; CUDA: NVIDIA B, 24 GiB, driver 550.1",
  );
});

Deno.test("findGpu() finds WSL's program, which is not on PATH", async () => {
  const programs = {
    "nvidia-smi": null,
    [WSL]: () => ({ stdout: "NVIDIA A, 550.1, 1024\n" }),
  };
  assert.match(await gpuOf({ programs }), /^CUDA: NVIDIA A, 1 GiB/);
});

Deno.test("findGpu() says why nvidia-smi lists nothing", async () => {
  const broken = "none, CPU only (nvidia-smi says: NVIDIA-SMI has failed)";
  const first = "NVIDIA-SMI has failed\nmore\n";
  assert.equal(await withSmi(() => ({ code: 9, stdout: first })), broken);
  assert.equal(await withSmi(() => ({ code: 9, stderr: first })), broken);
  assert.match(
    await withSmi(() => ({ stdout: "NVIDIA A, 550.1, [N/A]\n" })),
    /^none, CPU only \(nvidia-smi says: NVIDIA A/,
  );
  const fails: FakeProgram = () => {
    throw new Error("permission denied");
  };
  await assert.rejects(withSmi(fails), /permission denied/);
});

Deno.test("findGpu() asks nothing on macOS, and knows Metal by the chip", async () => {
  const on = (arch: string): Promise<string> =>
    gpuOf({ env: { os: "darwin", arch } });
  assert.equal(await on("aarch64"), "Apple Metal");
  assert.equal(await on("x86_64"), "none, CPU only");
  const without = { programs: { "nvidia-smi": null, [WSL]: null } };
  assert.equal(await gpuOf(without), "none, CPU only");
});
