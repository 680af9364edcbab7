/**
 * Starting programs and ending them without Hearth.
 *
 * @module
 */
import { denoSystem } from "../lib/system/deno.ts";
import type { LaunchOptions } from "../lib/system/mod.ts";
import {
  killProcessesWith,
  processesWith,
} from "../tests/support/processes.ts";
import type { Program } from "./bare_programs.ts";

/** Milliseconds between two looks, as short as a shell script could have it. */
const INTERVAL_MS = 5;

/** Milliseconds after which what does not end is counted as left behind. */
const TIMEOUT_MS = 15_000;

/** Marks the processes of a bare run, whatever they start. */
const MARK = "BENCH_BARE";

const { proc } = denoSystem();

/** What is launched: each program by itself, or one that manages the others. */
export type Launch =
  & Pick<Program, "command" | "env">
  & Pick<LaunchOptions, "cwd">;

/** Programs that answer; disposing of them leaves nothing. */
export interface BareRun extends AsyncDisposable {
  /** Milliseconds from launching until all answered. */
  readonly startMs: number;
  /**
   * Sends SIGTERM to `launched` programs alone, as one does to a manager, or
   * to `everything` that they started, kernels included; returns the
   * milliseconds until none of it was there.
   */
  stop(what: "launched" | "everything"): Promise<number>;
  /** How many processes are still there. */
  left(): Promise<number>;
}

/** Starts programs together and waits until all addresses answer. */
export async function startBare(
  launches: readonly Launch[],
  urls: readonly string[],
): Promise<BareRun> {
  const mark = crypto.randomUUID();
  const begun = performance.now();
  const launched = await Promise.all(
    launches.map(({ command, env, cwd }) =>
      proc.launch(command, {
        cwd,
        env: { ...env, [MARK]: mark },
        log: "/dev/null",
      })
    ),
  );
  await Promise.all(urls.map((url) => answered(url, launched)));
  const startMs = performance.now() - begun;
  return {
    startMs,
    async stop(what) {
      const targets = what === "launched" ? launched : await groupsOf(mark);
      const alive = (): Promise<boolean> =>
        what === "launched" ? anyAlive(launched) : isMarked(mark);
      const stopping = performance.now();
      for (const group of targets) {
        // A manager reports this itself.
        proc.signal(what === "launched" ? group : -group, "SIGTERM");
      }
      while (await alive() && performance.now() - stopping < TIMEOUT_MS) {
        await pause();
      }
      return performance.now() - stopping;
    },
    left: async () => (await processesWith(MARK, mark)).length,
    [Symbol.asyncDispose]: async () => {
      await killProcessesWith(MARK, mark);
    },
  };
}

async function answered(
  url: string,
  launched: readonly number[],
): Promise<void> {
  while (await anyAlive(launched)) {
    try {
      const answer = await fetch(url, { redirect: "manual" });
      await answer.body?.cancel();
      if (answer.status < 500) return;
    } catch {
      // not yet
    }
    await pause();
  }
  throw new Error(`Nothing is left that could answer at ${url}`);
}

async function anyAlive(pids: readonly number[]): Promise<boolean> {
  for (const pid of pids) {
    const info = await proc.find(pid);
    if (info !== undefined && !info.zombie) return true;
  }
  return false;
}

async function isMarked(mark: string): Promise<boolean> {
  return (await groupsOf(mark)).length > 0;
}

async function groupsOf(mark: string): Promise<number[]> {
  const groups = new Set<number>();
  for (const [pid, env] of await proc.environments(MARK)) {
    if (env[MARK] !== mark) continue;
    const info = await proc.find(pid);
    if (info !== undefined && !info.zombie) groups.add(info.group);
  }
  return [...groups];
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
}
