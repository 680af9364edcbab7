/**
 * Starting programs and ending them without Hearth.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import type { System } from "../../system/mod.ts";
import { killMarked, markedProcesses } from "../places/end_processes.ts";
import type { Program } from "./programs.ts";

type Ports = Pick<System, "proc" | "clock" | "net">;

/** Milliseconds between two looks, as short as a shell script could have it. */
const INTERVAL_MS = 5;

/** Milliseconds after which what does not end is counted as left behind. */
const TIMEOUT_MS = 15_000;

/** Marks the processes of a bare run, whatever they start. */
const MARK = "BENCH_BARE";

/** What is launched: each program by itself, or one that manages the others. */
export type Launch = Pick<Program, "command" | "env" | "cwd">;

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

/** Starts programs together and waits until all that are to answer do. */
export async function startBare(
  { proc, clock, net }: Ports,
  launches: readonly Launch[],
  { programs, signal }: {
    readonly programs: readonly Pick<Program, "name" | "port" | "path">[];
    readonly signal?: AbortSignal;
  },
): Promise<BareRun> {
  const value = crypto.randomUUID();
  const mark = { name: MARK, value };
  const anyAlive = async (pids: readonly number[]): Promise<boolean> => {
    for (const pid of pids) {
      const info = await proc.find(pid);
      if (info !== undefined && !info.zombie) return true;
    }
    return false;
  };
  const answered = async (
    { name, port, path }: Pick<Program, "name" | "port" | "path">,
  ): Promise<void> => {
    while (await anyAlive(launched)) {
      signal?.throwIfAborted();
      if (port === null) return;
      const isReady = path === undefined
        ? !net.isFree(port)
        : await answers(`http://127.0.0.1:${port}${path}`);
      if (isReady) return;
      await clock.sleep(INTERVAL_MS);
    }
    throw new UserError(`Cannot run "${name}" without Hearth: it ended`);
  };
  const begun = performance.now();
  const launched = await Promise.all(
    launches.map(({ command, env, cwd }) =>
      proc.launch(command, {
        cwd,
        env: { ...env, [MARK]: value },
        log: "/dev/null",
      })
    ),
  );
  const kill = async (): Promise<void> =>
    void await killMarked({ proc, clock }, mark);
  try {
    await Promise.all(programs.map(answered));
  } catch (error) {
    await kill();
    throw error;
  }
  const startMs = performance.now() - begun;
  return {
    startMs,
    async stop(what) {
      const marked = await markedProcesses({ proc }, mark);
      const groups = new Set(marked.map(({ group }) => group));
      const stopping = performance.now();
      // A manager reports this itself.
      for (const pid of what === "launched" ? launched : []) {
        proc.signal(pid, "SIGTERM");
      }
      for (const group of what === "launched" ? [] : groups) {
        proc.signal(-group, "SIGTERM");
      }
      const alive = async (): Promise<boolean> =>
        what === "launched"
          ? await anyAlive(launched)
          : (await markedProcesses({ proc }, mark)).length > 0;
      while (await alive() && performance.now() - stopping < TIMEOUT_MS) {
        await clock.sleep(INTERVAL_MS);
      }
      return performance.now() - stopping;
    },
    left: async () => (await markedProcesses({ proc }, mark)).length,
    [Symbol.asyncDispose]: kill,
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { redirect: "manual" });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false; // not yet
  }
}
