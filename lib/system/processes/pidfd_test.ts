import assert from "node:assert/strict";
import { denoSystem } from "../deno.ts";
import { openPidfds } from "./pidfd.ts";
import { requiresRoot } from "../../../tests/support/requires.ts";
import type { SignalTarget } from "./processes.ts";

const { proc } = denoSystem();
const isLinux = Deno.build.os === "linux";
/** The kernel gives the next process the id after this one. */
const LAST_PID = "/proc/sys/kernel/ns_last_pid";

/** A process that only waits, as it is seen. */
async function sleeper(
  detached = false,
): Promise<{ child: Deno.ChildProcess; seen: SignalTarget }> {
  const child = new Deno.Command("sleep", { args: ["3600"], detached }).spawn();
  const seen = await proc.find(child.pid);
  assert.ok(seen);
  return { child, seen };
}

Deno.test({
  name: "send() signals the process that was seen, and a group with all of it",
  ignore: !isLinux,
  async fn() {
    const pidfds = openPidfds();
    assert.ok(pidfds);
    const one = await sleeper();
    assert.ok(pidfds.send(one.seen, "SIGTERM", false));
    assert.equal((await one.child.status).signal, "SIGTERM");
    assert.ok(pidfds.send(one.seen, "SIGTERM", false), "gone is fine");

    const leader = await sleeper(true);
    // Before Linux 6.9 the caller has to signal the group by its number.
    if (pidfds.send(leader.seen, "SIGKILL", true)) {
      assert.equal((await leader.child.status).signal, "SIGKILL");
    } else {
      proc.signalSeen(leader.seen, "SIGKILL", { group: true });
      assert.equal((await leader.child.status).signal, "SIGKILL");
    }
  },
});

Deno.test({
  ...requiresRoot([], "signalSeen() leaves a process alone that got the pid"),
  async fn() {
    const first = await sleeper(true);
    first.child.kill("SIGKILL");
    await first.child.status;
    const { pid } = first.child;
    // A start time is in hundredths of a second: ids come round in no such time.
    await denoSystem().clock.sleep(20);
    // Other programs make processes too, so that it may take some tries.
    for (let tries = 0; tries < 200; tries++) {
      await Deno.writeTextFile(LAST_PID, `${pid - 1}`);
      const next = await sleeper(true);
      if (next.child.pid === pid) {
        assert.notEqual(next.seen.startTime, first.seen.startTime);
        proc.signalSeen(first.seen, "SIGKILL");
        proc.signalSeen(first.seen, "SIGKILL", { group: true });
        proc.signalSeen(next.seen, "SIGTERM");
        assert.equal((await next.child.status).signal, "SIGTERM");
        return;
      }
      next.child.kill("SIGKILL");
      await next.child.status;
    }
    assert.fail("the kernel did not give the pid out again");
  },
});
