import assert from "node:assert/strict";
import {
  type FakeMachine,
  fakeSystem,
} from "../../tests/support/fake/fake_system.ts";
import { isWsl } from "./machine.ts";

const KERNEL = "/proc/sys/kernel/osrelease";
const INTEROP = "/proc/sys/fs/binfmt_misc/WSLInterop";

Deno.test("isWsl() goes by the variable, or by the kernel with a way to Windows", async () => {
  const of = (machine: FakeMachine): Promise<boolean> =>
    isWsl(fakeSystem(machine));
  const kernel = "6.6.87.2-microsoft-standard-WSL2\n";
  const variables = { WSL_DISTRO_NAME: "Debian" };
  assert.equal(await of({ variables }), true);
  assert.equal(await of({ files: { [KERNEL]: kernel, [INTEROP]: "" } }), true);
  // A container has the kernel alone.
  assert.equal(await of({ files: { [KERNEL]: kernel } }), false);
  assert.equal(
    await of({ files: { [KERNEL]: "6.8.0-generic\n", [INTEROP]: "" } }),
    false,
  );
  assert.equal(await of({}), false);
  assert.equal(await of({ variables, env: { os: "darwin" } }), false);
});
