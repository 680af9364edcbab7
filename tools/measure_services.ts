/**
 * Measures what services that depend on each other cost beside the same
 * programs without Hearth, on a machine with nothing else to do:
 *
 *     deno run -A --lock=tests/deno.lock tools/measure_services.ts [ROUNDS] [IDLE SECONDS]
 *
 * Five servers in a chain and five in parallel are started and stopped, by
 * Hearth and without it. Then five services that would be started again are
 * left alone: the memory of their shells, and the processor time of all of it.
 * Needs Linux.
 *
 * @module
 */
// deno-lint-ignore-file no-console -- A program of its own.
import { join } from "node:path";
import { median } from "simple-statistics";
import { table } from "../lib/actions/markdown.ts";
import {
  copyWorkspace,
  type WorkspaceCopy,
} from "../lib/bench/places/workspace_copy.ts";
import { timed } from "../lib/bench/places/timed.ts";
import { startBare } from "../lib/bench/services/bare_run.ts";
import { freePort, type Program } from "../lib/bench/services/programs.ts";
import type { ServiceReport } from "../lib/services/status/status_report.ts";
import type { ServiceFacts } from "../lib/services/watch/service_facts.ts";
import { denoSystem } from "../lib/system/deno.ts";
import type { ServiceInput } from "../lib/workspace/workspace.ts";
import { tinyFiles } from "../tests/support/workspaces/tiny_workspace.ts";

const CHECKOUT = join(import.meta.dirname ?? ".", "..");
const SERVER = "tests/support/fixtures/serve.py";
const NAMES = ["one", "two", "three", "four", "five"];

const [rounds = 10, idleSeconds = 60] = Deno.args.map(Number);
const system = denoSystem();
const { signal } = new AbortController();

type Services = Readonly<Record<string, ServiceInput>>;
/** How they depend on each other. */
type Kind = "chain" | "parallel";

/** A server of each name, each on a port of its own. */
function servers(kind: Kind): Services {
  return Object.fromEntries(NAMES.map((name, at) => {
    const port = freePort(system);
    const earlier = kind === "chain" ? NAMES.slice(0, at).slice(-1) : [];
    const command = ["python", SERVER, `${port}`];
    return [name, { command, port, dependsOn: earlier }];
  }));
}

async function workspaceOf(
  dir: string,
  services: Services,
): Promise<WorkspaceCopy> {
  const subject = {
    name: "hearth",
    root: CHECKOUT,
    kit: CHECKOUT,
    origin: CHECKOUT,
  };
  const note = console.error;
  const place = await copyWorkspace({ system, dir, note, signal }, subject, {
    files: tinyFiles(services),
  });
  await timed(() => place.run(["setup"]));
  return place;
}

/** The same programs, with the same Python. */
function programsOf(place: WorkspaceCopy, services: Services): Program[] {
  return Object.entries(services).map(([name, { command, port = null }]) => ({
    name,
    command: [place.path(".venv/bin/python"), ...command.slice(1)],
    cwd: place.root,
    env: place.env,
    port,
    path: "/",
  }));
}

/** Milliseconds of one start and one stop. */
type Cycle = Readonly<Record<"start" | "stop", number>>;

async function bareCycle(programs: readonly Program[]): Promise<Cycle> {
  await using run = await startBare(system, programs, { programs, signal });
  return { start: run.startMs, stop: await run.stop("everything") };
}

async function hearthCycle(place: WorkspaceCopy): Promise<Cycle> {
  const start = await timed(() => place.run(["start", "--no-open"]));
  return { start, stop: await timed(() => place.run(["stop"])) };
}

/** One line of the table: Hearth beside its floor, by interleaved rounds. */
async function measure(dir: string, kind: Kind): Promise<string[][]> {
  const services = servers(kind);
  await using place = await workspaceOf(dir, services);
  const programs = programsOf(place, services);
  const floor: Cycle[] = [];
  const together: Cycle[] = [];
  const hearth: Cycle[] = [];
  await hearthCycle(place); // compiles it
  for (let round = 0; round < rounds; round++) {
    const alone: Cycle[] = [];
    for (const program of programs) alone.push(await bareCycle([program]));
    const whole = kind === "chain"
      ? (values: readonly number[]) => values.reduce((one, two) => one + two)
      : (values: readonly number[]) => Math.max(...values);
    floor.push({
      start: whole(alone.map(({ start }) => start)),
      stop: whole(alone.map(({ stop }) => stop)),
    });
    together.push(await bareCycle(programs));
    hearth.push(await hearthCycle(place));
  }
  return (["start", "stop"] as const).map((part) => {
    const [bare, all, own] = [floor, together, hearth].map((cycles) =>
      median(cycles.map((cycle) => cycle[part]))
    ) as [number, number, number];
    const what = part === "start" ? "start → all ready" : "stop → all gone";
    return [
      `${what}, five ${kind === "chain" ? "in a chain" : "in parallel"}`,
      `${Math.round(bare)} (${kind === "chain" ? "sum" : "maximum"})`,
      `${Math.round(all)}`,
      `${Math.round(own)}`,
      `+${Math.round(own - bare)}`,
    ];
  });
}

type Facts = ServiceReport & ServiceFacts;

async function factsOf(place: WorkspaceCopy): Promise<Facts[]> {
  const { stdout } = await place.run(["status", "--why", "--json"]);
  return JSON.parse(stdout).services;
}

/** Kilobytes that are resident. */
interface Memory {
  readonly all: number;
  /** Each page divided by the number of processes that share it. */
  readonly share: number;
}

async function memoryOf(pid: number | null): Promise<Memory> {
  const text = await Deno.readTextFile(`/proc/${pid}/smaps_rollup`);
  const kilobytes = (field: string): number =>
    Number(new RegExp(`^${field}: +(\\d+) kB$`, "m").exec(text)?.[1]);
  return { all: kilobytes("Rss"), share: kilobytes("Pss") };
}

/** What services that have nothing to do cost. */
async function measureIdle(dir: string): Promise<string[]> {
  const services = Object.fromEntries(
    NAMES.map((name) => {
      const command = ["sleep", "infinity"];
      return [name, { command, restart: "always" as const }];
    }),
  );
  await using place = await workspaceOf(dir, services);
  await timed(() => place.run(["start"]));
  const before = await factsOf(place);
  await system.clock.sleep(idleSeconds * 1000);
  const after = await factsOf(place);
  const shells = await Promise.all(after.map(({ pid }) => memoryOf(pid)));
  const most = (part: keyof Memory): string =>
    `${Math.max(...shells.map((shell) => shell[part]))} kB`;
  const used = (facts: readonly Facts[]): number =>
    facts.reduce((total, { cpuMs }) => total + cpuMs, 0);
  const count = after.flatMap(({ processes }) => processes).length;
  return [
    `Shell of a service with "restart": ${most("share")} resident at most (${
      most("all")
    } with all that it shares)`,
    `Idle workspace: ${count} processes, ${
      used(after) - used(before)
    } ms of processor time in ${idleSeconds} s`,
  ];
}

const dir = await Deno.makeTempDir({ prefix: "hearth-measure-" });
try {
  const rows = [
    ...await measure(dir, "chain"),
    ...await measure(dir, "parallel"),
  ];
  const header = ["ms, medians", "each alone", "together", "Hearth", "over"];
  console.log(table([header, ...rows]));
  for (const line of await measureIdle(dir)) console.log(line);
} finally {
  await Deno.remove(dir, { recursive: true });
}
