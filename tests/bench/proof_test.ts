/**
 * Commits whose effect is known, judged by real runs of `bench --against`.
 *
 * By default these are the runs that take a minute. With
 * `HEARTH_BENCH_PROOFS=N`, every suite is run and the commit that changes only
 * documentation is judged N times.
 *
 * @module
 */
import assert from "node:assert/strict";
import { requires, tempWorkspace } from "../support/harness.ts";
import {
  judgeCommit,
  type KnownCommit,
  PROOFS,
  requiresProofs,
  type Said,
  slowerIn,
} from "../support/workspaces/proven_commit.ts";

const isNightly = PROOFS !== undefined;

/** What is deterministic: judged by its instructions. */
const COUNTED = ["--gate", "0.1%", "--rounds", "1"];
const COUNTED_SUITES = isNightly ? ["entry", "shell", "cli"] : ["shell"];

/** What waits for others: judged by its time. */
const TIMED = ["--gate", "1%", "--rounds", "10"];

const services = {
  web: {
    command: ["python", "tests/support/fixtures/serve.py", "{port}"],
    port: 8000,
  },
};

function moreDocs(text: string): string {
  return `${text}\nOne more line.\n`;
}

const README = { file: "README.md", edit: moreDocs } as const;

/** Judges a commit in a copy of this repository, and prints what was said. */
async function judge(
  change: Pick<KnownCommit, "file" | "edit">,
  suites: readonly string[],
  flags: readonly string[],
): Promise<{ readonly code: number; readonly said: readonly Said[] }> {
  await using workspace = await tempWorkspace({ git: true, services });
  const judged = await judgeCommit(workspace, { ...change, suites, flags });
  for (const { figure, verdict, before, value, detectable } of judged.said) {
    const seen = `${before} × ${value}, detects ${detectable}`;
    // deno-lint-ignore no-console -- What the proof is for.
    console.log(`${figure}: ${verdict}, ${seen}`);
  }
  return judged;
}

/** Fails if a figure that must not have changed is said to have. */
function assertUnchanged(said: readonly Said[], named: RegExp): void {
  const changed = said.filter(({ figure, verdict }) =>
    !named.test(figure) && (verdict === "slower" || verdict === "faster")
  );
  assert.deepEqual(changed, []);
}

/**
 * Fails unless a figure is said to be slower, or the run to be too noisy for
 * the milliseconds that it became slower by.
 */
function assertNamed(said: readonly Said[], named: RegExp, ms: number): void {
  const figures = said.filter(({ figure }) => named.test(figure));
  assert.ok(figures.length > 0);
  for (const { figure, verdict, before, detectable = Infinity } of figures) {
    if (verdict === "slower") continue;
    assert.equal(verdict, "noisy", figure);
    assert.ok(
      detectable * before > ms,
      `${figure}: ${detectable} of ${before}`,
    );
  }
}

Deno.test({
  ...requires(
    ["git", "valgrind"],
    "bench --against names one more stat in the hook, by its instructions",
  ),
  async fn() {
    const { code, said } = await judge(
      {
        file: "nix/hook.bash",
        edit: (text) =>
          text.replace(
            /^_hearth_enter \|\| :$/m,
            (line) => `[[ ! -e /nothing/of/that/name ]]\n${line}`,
          ),
      },
      COUNTED_SUITES,
      COUNTED,
    );
    assert.equal(code, 1);
    const slower = slowerIn(said);
    assert.ok(slower.includes("shell: enter and run true, instructions"));
    if (isNightly) {
      const hook = "entry: hook without a terminal, instructions";
      assert.ok(slower.includes(hook));
    }
    assertUnchanged(said, /^(entry|shell): .*, instructions$/);
  },
});

Deno.test({
  ...requiresProofs(
    ["git", "valgrind"],
    "bench --against names one more import in status, by its instructions",
  ),
  async fn() {
    const { code, said } = await judge(
      {
        file: "tasks/status/run.ts",
        edit: (text) =>
          text.replace(
            "export async function status(",
            (line) =>
              `import "../../lib/services/watch/service_facts.ts";\n${line}`,
          ),
      },
      COUNTED_SUITES,
      COUNTED,
    );
    assert.equal(code, 1);
    assert.deepEqual(slowerIn(said), ["cli: status, instructions"]);
    assertUnchanged(said, /^cli: status, instructions$/);
  },
});

Deno.test({
  ...requiresProofs(["git"], "bench --against names 20 ms more of start"),
  async fn() {
    const { said } = await judge(
      {
        file: "tasks/start/run.ts",
        edit: waitingIn("await askMissing(", 20),
      },
      ["start", "stop"],
      TIMED,
    );
    assertNamed(said, /^start: /, 20);
    assertUnchanged(said, /^start: /);
  },
});

Deno.test({
  ...requiresProofs(["git"], "bench --against names 100 ms more of stop"),
  async fn() {
    const { said } = await judge(
      {
        file: "tasks/stop/run.ts",
        edit: waitingIn("if (json) report.result(", 100),
      },
      ["start", "stop"],
      TIMED,
    );
    assertNamed(said, /^stop: /, 100);
    assertUnchanged(said, /^stop: /);
  },
});

for (let run = 1; run <= Number(PROOFS ?? 1); run++) {
  Deno.test({
    ...requires(
      ["git", "valgrind"],
      `bench --against passes a commit that changes only documentation (${run})`,
    ),
    async fn() {
      const counted = await judge(README, ["shell"], COUNTED);
      assert.equal(counted.code, 0);
      if (!isNightly) return;
      const timed = await judge(README, ["start", "stop"], TIMED);
      assert.equal(timed.code, 0);
    },
  });
}

/** Adds a wait before the line of a task that begins so. */
function waitingIn(line: string, ms: number): (text: string) => string {
  return (text) =>
    text.replace(line, `await this.system.clock.sleep(${ms});\n  ${line}`);
}
