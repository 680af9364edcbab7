import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import {
  isKernelThread,
  parseEnvironment,
  parseFileSizeLimit,
  parseNewestPid,
  parseStat,
  parseUsage,
} from "./linux_processes.ts";

/** Fields 3 to 22 of proc_pid_stat(5), with the ones that matter set. */
function statLine(
  pid: number,
  { name, state, ids: [parent, group, session], start }: {
    readonly name: string;
    readonly state: string;
    readonly ids: readonly number[];
    readonly start: string;
  },
): string {
  const between = Array(15).fill("0").join(" ");
  return `${pid} (${name}) ${state} ${parent} ${group} ${session} ${between} ${start} 0 0\n`;
}

Deno.test("parseStat() reads a process whatever its name holds", () => {
  fc.assert(fc.property(fc.string(), (name) => {
    assert.deepEqual(
      parseStat(
        statLine(42, { name, state: "S", ids: [1, 40, 39], start: "777" }),
      ),
      {
        pid: 42,
        parent: 1,
        group: 40,
        session: 39,
        startTime: "777",
        zombie: false,
      },
    );
  }));
});

Deno.test("parseStat() recognizes a zombie", () => {
  assert.equal(
    parseStat(
      statLine(42, { name: "a", state: "Z", ids: [1, 1, 1], start: "7" }),
    )?.zombie,
    true,
  );
});

Deno.test("isKernelThread() reads the flags of a process", () => {
  const flagged = (flags: number): string =>
    `2 (a) b) S 0 0 0 0 -1 ${flags} ${Array(12).fill("0").join(" ")} 7 0 0\n`;
  // What pid 2 of Linux 6.1 and a shell have.
  assert.equal(isKernelThread(flagged(2129984)), true);
  assert.equal(isKernelThread(flagged(4194560)), false);
});

Deno.test("parseStat() gives nothing for a text that is cut short", () => {
  assert.equal(parseStat("42 (name) S 1"), undefined);
  assert.equal(parseStat(""), undefined);
});

Deno.test("parseEnvironment() keeps equals signs and newlines in values", () => {
  assert.deepEqual(parseEnvironment("A=1\0B=x=y\nz\0=broken\0C=\0"), {
    A: "1",
    B: "x=y\nz",
    C: "",
  });
});

Deno.test("parseUsage() adds both kinds of processor time, in milliseconds", () => {
  const stat = `7 (a) b) S ${Array(10).fill("1").join(" ")} 12 30 0`;
  assert.deepEqual(parseUsage(stat, "Name:\ta\nVmRSS:\t   2048 kB\n"), {
    memory: 2048 * 1024,
    cpuMs: 420,
  });
  assert.equal(parseUsage(stat, "")?.memory, 0, "a kernel thread has none");
  assert.equal(parseUsage("", ""), undefined);
});

Deno.test("parseFileSizeLimit() reads the soft limit", () => {
  const limits =
    `Limit                     Soft Limit           Hard Limit   Units
Max cpu time              unlimited            unlimited    seconds
Max file size             576460752303424000   unlimited    bytes
`;
  assert.equal(parseFileSizeLimit(limits), 576460752303424000);
  const none = limits.replace("576460752303424000", "unlimited");
  assert.equal(parseFileSizeLimit(none), undefined);
});

Deno.test("parseNewestPid() reads the end of the load average", () => {
  assert.equal(parseNewestPid("6.94 4.55 2.82 6/203 9145\n"), 9145);
  assert.equal(parseNewestPid(""), undefined);
});
