/**
 * Playing a scenario within namespaces of its own, from outside.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Entry, Scenario } from "./scenario/scenario.ts";
import type { Stubs } from "./stubs/stubs.ts";
import type { BringNetwork } from "./user_network.ts";

/** What a confined run needs beside its scenario. */
export interface SandboxedRun {
  /** Directory of Hearth's own files. */
  readonly kit: string;
  readonly sandbox: Sandbox;
  readonly scenario: Scenario;
  readonly stubs: Stubs;
  /** A directory of the run's own, which its caller removes. */
  readonly stage: string;
  /** What the Nix store knows, when it belongs to this user. */
  readonly nixDatabase?: string | undefined;
  /** Runs first inside, with the scratch copy's making for instance. */
  readonly prelude: string;
  /** Without it, there is only the loopback. */
  readonly bringNetwork?: BringNetwork | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Milliseconds that are given beyond the scenario's own limit, within which it
 * says what it waits for: building up the namespaces takes a part of them.
 */
const GRACE_MS = 15_000;

/**
 * The file of errors is opened outside: inside, an open file would keep its file
 * system writable.
 */
const ERRORS_TO_FILE = 'exec "$@" 2>"$0"';

/** What `sandbox.sh` says when its namespaces are ready. */
const CONFINED = "confined\n";

/**
 * Runs the scenario; everything that it started is gone when this settles.
 * Where the namespaces cannot be built up, it is skipped.
 *
 * @throws the reason of an aborted signal
 */
export async function runSandboxed(
  system: System,
  run: SandboxedRun,
): Promise<Entry> {
  const { fs, proc, env, clock } = system;
  const { kit, sandbox, scenario, stage, bringNetwork, signal } = run;
  const parts = join(kit, "lib/flakes/sandbox");
  const main = join(parts, "sandbox_main");
  const isBuilt = await fs.stat(`${main}.js`) !== undefined;
  await fillStage(fs, run);
  signal?.throwIfAborted();
  let said = "";
  let isLate = false;
  let takeNetwork = async (): Promise<void> => {};
  await using child = proc.converse([
    "sh",
    "-c",
    ERRORS_TO_FILE,
    join(stage, "errors"),
    ...sandbox.prefix,
    "sh",
    join(parts, "sandbox.sh"),
    stage,
    "sh",
    "-eu",
    join(stage, "prelude"),
    env.deno,
    "run",
    "-A",
    "--no-prompt",
    "--no-config",
    "--no-lock",
    isBuilt ? `${main}.js` : `${main}.ts`,
  ], {
    env: {
      ...env.all(),
      ...sandbox.env,
      NETWORK: bringNetwork === undefined ? "" : "yes",
      HEARTH_SCENARIO: join(stage, "scenario.json"),
    },
  });
  const kill = (): Promise<void> => killFirstProcess(proc, child.pid);
  const finished = new AbortController();
  signal?.addEventListener("abort", kill);
  const limit = clock.sleep(scenario.limit + GRACE_MS, finished.signal)
    .then(() => (isLate = true, kill()), () => undefined);
  const text = child.answers.pipeThrough(new TextDecoderStream());
  for await (const chunk of text) {
    // Before that, the process is still in the machine's own network.
    if (said === "") takeNetwork = bringNetwork?.(child.pid) ?? takeNetwork;
    said += chunk;
  }
  await child.ended;
  finished.abort();
  signal?.removeEventListener("abort", kill);
  await limit;
  await takeNetwork();
  signal?.throwIfAborted();
  const answer = said.slice(CONFINED.length);
  if (answer !== "") return JSON.parse(answer);
  const printed = (await fs.readText(join(stage, "errors")))?.trim() ?? "";
  if (isLate) return { problem: "Timed out", printed };
  if (said === "") return { skipped: `cannot sandbox the shell: ${printed}` };
  return { problem: "The shell ended together with its sandbox", printed };
}

/**
 * Kills the first process of the namespaces: `unshare`, its parent, then ends
 * as soon as the kernel has ended all the others.
 */
async function killFirstProcess(
  proc: Pick<System["proc"], "list" | "signal">,
  unshare: number,
): Promise<void> {
  const first = (await proc.list()).find(({ parent }) => parent === unshare);
  proc.signal(first?.pid ?? unshare, "SIGKILL");
}

/** Writes what `sandbox.sh` and `sandbox_main.ts` read. */
async function fillStage(
  fs: System["fs"],
  { stage, scenario, stubs, nixDatabase, prelude }: SandboxedRun,
): Promise<void> {
  await fs.mkdir(join(stage, "room"));
  for (const [name, text] of Object.entries(stubs.programs)) {
    await fs.writeText(join(stage, "bin", name), text, { mode: 0o755 });
  }
  const files = {
    hidden: stubs.hidden.map((name) => `${name}\n`).join(""),
    prelude: `${prelude}\nexec "$@"\n`,
    "scenario.json": JSON.stringify(scenario),
    ...(nixDatabase !== undefined && { "nix-db": nixDatabase }),
  };
  for (const [name, text] of Object.entries(files)) {
    await fs.writeText(join(stage, name), text);
  }
}
