/**
 * Counting the instructions that programs execute: a measure that no busy
 * machine disturbs.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";

/** Work whose instructions can be counted. */
export interface CountableWork {
  readonly command: readonly string[];
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Command that runs the counting tool, for work that depends on which
   * processes there are. @default {[]}
   */
  readonly within?: readonly string[];
}

/** A tool that counts instructions. */
export interface InstructionCounter {
  /** Its name and version. */
  readonly tool: string;
  /**
   * Instructions of one run in user space, those of child processes included.
   * What a process did before it became another program by `exec` may be
   * missing.
   *
   * @throws {Error} when the work fails
   */
  count(work: CountableWork, signal?: AbortSignal): Promise<number>;
}

type Ports = Pick<System, "fs" | "proc">;

/**
 * Has V8 do the same work each time: one thread, no garbage collection by the
 * clock, fixed seeds. A command that runs Deno adds `--no-code-cache`, because
 * what the cache has depends on the runs before.
 */
const V8_FLAGS = [
  "--single-threaded",
  "--predictable",
  "--random-seed=1",
  "--hash-seed=1",
].join(",");

/**
 * The most exact tool of this machine: hardware counters by `perf`, else
 * valgrind's cachegrind; `undefined` without either. Files go to `dir`.
 */
export async function instructionCounter(
  ports: Ports,
  dir: string,
): Promise<InstructionCounter | undefined> {
  return await perfCounter(ports, dir) ??
    await valgrindCounter(ports, dir);
}

async function perfCounter(
  { fs, proc }: Ports,
  dir: string,
): Promise<InstructionCounter | undefined> {
  if (!await proc.has("perf")) return undefined;
  const stat = ["perf", "stat", "--field-separator", ","];
  const options = [...stat, "--event", "instructions:u"];
  const probe = await proc.run([...options, "--", "true"]);
  // Many virtual machines have no counters: "<not supported>".
  if (probe.code !== 0 || !/^\d+,/m.test(probe.stderr)) return undefined;
  const { stdout } = await proc.run(["perf", "--version"]);
  const file = uniqueIn(dir);
  return {
    tool: stdout.trim().replace(" version", ""),
    async count(work, signal) {
      const output = file();
      await fs.mkdir(dir);
      await succeed(proc, [...options, "--output", output, "--"], {
        ...work,
        signal,
      });
      const text = await fs.readText(output) ?? "";
      await fs.remove(output);
      return counted(/^(\d+),/m.exec(text)?.[1], work);
    },
  };
}

async function valgrindCounter(
  { fs, proc }: Ports,
  dir: string,
): Promise<InstructionCounter | undefined> {
  if (!await proc.has("valgrind")) return undefined;
  const { stdout } = await proc.run(["valgrind", "--version"]);
  const file = uniqueIn(dir);
  return {
    tool: `cachegrind of ${stdout.trim().replace("-", " ")}`,
    async count(work, signal) {
      const logs = file();
      await fs.mkdir(logs);
      await succeed(proc, [
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
        "--trace-children=yes",
        `--log-file=${join(logs, "%p")}`,
        "--",
      ], { ...work, signal });
      let sum = 0;
      for (const { name } of await fs.readDir(logs) ?? []) {
        const log = await fs.readText(join(logs, name)) ?? "";
        const [, refs = "0"] = / I +refs: +([\d,]+)/.exec(log) ?? [];
        sum += Number(refs.replaceAll(",", ""));
      }
      await fs.remove(logs);
      return counted(sum > 0 ? `${sum}` : undefined, work);
    },
  };
}

/** Paths that no other count uses at the same time. */
function uniqueIn(dir: string): () => string {
  let last = 0;
  return () => join(dir, `count-${++last}`);
}

async function succeed(
  proc: Ports["proc"],
  tool: readonly string[],
  { command, cwd, env, within = [], signal }: CountableWork & {
    readonly signal: AbortSignal | undefined;
  },
): Promise<void> {
  const { code, stdout, stderr } = await proc.run(
    [...within, ...tool, ...command],
    {
      cwd,
      env: { ...env, DENO_V8_FLAGS: V8_FLAGS },
      ...(signal && { signal, group: true }),
    },
  );
  if (code !== 0) {
    throw new Error(`Cannot count ${command.join(" ")}: ${stderr || stdout}`);
  }
}

function counted(text: string | undefined, { command }: CountableWork): number {
  if (text === undefined) {
    throw new Error(`No instructions were counted for ${command.join(" ")}`);
  }
  return Number(text);
}
