/**
 * One run of `bench`: where it puts what it makes, and which other runs there
 * are on this machine.
 *
 * @module
 */
import * as v from "valibot";
import { join } from "../../core/files/posix_path.ts";
import { userCacheDir } from "../../core/files/user_cache.ts";
import type { FileLock, System } from "../../system/mod.ts";
import { killMarked } from "../places/end_processes.ts";

type Ports = Pick<System, "fs" | "proc" | "env" | "clock">;

/** A run of `bench`. */
export interface BenchSession extends AsyncDisposable {
  /** Private directory; disposing of the session removes it. */
  readonly dir: string;
  /** Notes runs that began since, which disturb this one. */
  meet(): Promise<void>;
}

/** What a run says of itself to others. */
const schema = v.object({
  pid: v.number(),
  /** Its workspace. */
  root: v.string(),
  dir: v.string(),
});

type Run = v.InferOutput<typeof schema>;

/**
 * Begins a run. Each holds a lock, which the kernel frees when it dies, beside
 * a file that describes it; a newcomer leaves its own description with those
 * that live, and removes what the dead have left.
 */
export async function openSession(
  ports: Ports,
  root: string,
  note: (message: string) => void,
): Promise<BenchSession> {
  const { fs, proc, env } = ports;
  const runs = join(userCacheDir(ports), "bench");
  const name = `${proc.pid}-${crypto.randomUUID().slice(0, 8)}`;
  const lock = await lockOf(fs, runs, name);
  const temp = await fs.realPath(env.get("TMPDIR") ?? "/tmp") ?? "/tmp";
  const dir = join(temp, `hearth-bench-${name}`);
  const run: Run = { pid: proc.pid, root, dir };
  await fs.mkdir(dir, { mode: 0o700 });
  await fs.writeText(join(runs, `${name}.json`), JSON.stringify(run));
  const met = new Set<string>();
  const tell = (other: string, { pid, root }: Run): void => {
    if (!met.has(other)) {
      note(
        `Another benchmark runs at the same time, in "${root}" (process ` +
          `${pid}): each makes the other's results noisier`,
      );
    }
    met.add(other);
  };
  const describe = async (file: string): Promise<Run | undefined> =>
    parseRun(await fs.readText(join(runs, file)));

  for (const other of await namesIn(fs, runs, ".json")) {
    if (other === name) continue;
    const described = await describe(`${other}.json`);
    const left = await fs.tryLock(join(runs, `${other}.lock`));
    if (left === undefined) {
      if (described !== undefined) tell(other, described);
      const visit = join(runs, `${other}.met-${name}`);
      await fs.writeText(visit, JSON.stringify(run));
    } else {
      if (described !== undefined) await cleanUp(ports, described, note);
      await forget(fs, runs, other);
      left.release();
    }
  }
  return {
    dir,
    async meet() {
      for (const { name: file } of await fs.readDir(runs) ?? []) {
        if (!file.startsWith(`${name}.met-`)) continue;
        const other = await describe(file);
        if (other !== undefined) tell(file.slice(name.length + 5), other);
      }
    },
    async [Symbol.asyncDispose]() {
      await fs.remove(dir);
      await forget(fs, runs, name);
      lock.release();
    },
  };
}

/** The lock of a name that no one else has. */
async function lockOf(
  fs: System["fs"],
  runs: string,
  name: string,
): Promise<FileLock> {
  await fs.mkdir(runs, { mode: 0o700 });
  const lock = await fs.tryLock(join(runs, `${name}.lock`));
  if (lock === undefined) throw new Error(`Cannot lock "${name}" in "${runs}"`);
  return lock;
}

async function namesIn(
  fs: System["fs"],
  dir: string,
  ending: string,
): Promise<string[]> {
  return (await fs.readDir(dir) ?? [])
    .filter(({ name }) => name.endsWith(ending))
    .map(({ name }) => name.slice(0, -ending.length));
}

function parseRun(text: string | undefined): Run | undefined {
  if (text === undefined) return undefined;
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    return undefined; // half a file, or of another version
  }
}

/** Ends and removes what a run left that was killed. */
async function cleanUp(
  ports: Ports,
  { dir }: Run,
  note: (message: string) => void,
): Promise<void> {
  // What is removed must be what a run made, whatever the file says.
  if (!/\/hearth-bench-\d+-[0-9a-f]{8}$/.test(dir)) return;
  for (const { name } of await ports.fs.readDir(dir) ?? []) {
    const home = join(dir, name, "home");
    await killMarked(ports, { name: "HOME", value: home });
  }
  if (await ports.fs.stat(dir) === undefined) return;
  await ports.fs.remove(dir);
  note(`Removed what an interrupted benchmark left in "${dir}"`);
}

async function forget(
  fs: System["fs"],
  runs: string,
  run: string,
): Promise<void> {
  for (const { name } of await fs.readDir(runs) ?? []) {
    const isOf = name === `${run}.json` || name === `${run}.lock` ||
      name.startsWith(`${run}.met-`);
    if (isOf) await fs.remove(join(runs, name));
  }
}
