import assert from "node:assert/strict";
import { denoSystem } from "../../../system/deno.ts";
import { stubsFor } from "./stubs.ts";

const machine = { emulated: true, nvidiaSmi: false };

async function answer(script = "", ...flags: string[]): Promise<string> {
  const { proc } = denoSystem();
  return (await proc.run(["sh", "-c", script, "sh", ...flags])).stdout.trim();
}

Deno.test("stubsFor() makes uname answer as the platform does", async () => {
  const mac = stubsFor({ ...machine, system: "aarch64-darwin" }).programs;
  assert.equal(await answer(mac.uname), "Darwin");
  assert.equal(await answer(mac.uname, "-m"), "arm64");
  assert.equal(await answer(mac.uname, "-sm"), "Darwin arm64");
  assert.equal(await answer(mac.sw_vers, "-productName"), "macOS");
  const arm = stubsFor({ ...machine, system: "aarch64-linux" }).programs;
  assert.equal(await answer(arm.uname), "Linux");
  assert.equal(await answer(arm.uname, "-m"), "aarch64");
  assert.equal(arm.sw_vers, undefined);
});

Deno.test("stubsFor() leaves the machine's own platform alone", () => {
  const own = { system: "x86_64-linux", emulated: false, nvidiaSmi: true };
  const { programs, hidden } = stubsFor(own);
  assert.equal(programs.uname, undefined);
  assert.ok("nvidia-smi" in programs && "xdg-open" in programs);
  assert.deepEqual(hidden, []);
});

Deno.test("stubsFor() hides what the platform does not have", () => {
  const { programs, hidden } = stubsFor({
    ...machine,
    system: "x86_64-darwin",
  });
  assert.ok("open" in programs && !("xdg-open" in programs));
  assert.ok(hidden.includes("xdg-open") && hidden.includes("nvidia-smi"));
});
