/**
 * Ends every process of one launch of a service.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import { everyMember } from "../processes/every_member.ts";
import { killScope } from "../processes/user_scope.ts";
import type { ProcessInfo, SignalName, System } from "../../system/mod.ts";

/**
 * Milliseconds between two looks at what is still there, of which the first come
 * sooner: a small server is gone at once.
 */
const INTERVAL_MS = 5;
/** Milliseconds that the kernel gets to carry out SIGKILL. */
const KILLED_MS = 2000;

/** Whether force was needed, and what even that did not end. */
export interface EndedRun {
  readonly killed: boolean;
  readonly left: readonly LeftProcess[];
}

/** A process that could not be ended. */
export interface LeftProcess {
  readonly pid: number;
  /** Another user's, and so not to be signaled. */
  readonly isForeign: boolean;
  /** Its command line. */
  readonly command: string;
}

/**
 * Asks every process to end, as systemd does by default: a kernel that is busy
 * would keep its server waiting. What is still there after the service's
 * `stopTimeout`, or appeared meanwhile, is killed.
 */
export async function endRun(
  system: Pick<System, "fs" | "proc" | "clock">,
  { claim, members }: {
    readonly claim: Claim;
    readonly members: readonly ProcessInfo[];
  },
): Promise<EndedRun> {
  const { clock } = system;
  const giveUp = clock.elapsed() + claim.stopTimeout * 1000;
  const ownGroup = (await system.proc.find(system.proc.pid))?.group;
  askToEnd(system, { claim, members, ownGroup });
  let known = members;
  for (let look = 1; clock.elapsed() < giveUp; look++) {
    known = await living(system, known);
    if (known.length === 0) {
      known = await rescan(system, claim, known);
      if (known.length === 0) return { killed: false, left: [] };
      askToEnd(system, { claim, members: known, ownGroup });
    }
    await clock.sleep(Math.min(look, INTERVAL_MS));
  }

  const dead = clock.elapsed() + KILLED_MS;
  do {
    known = await rescan(system, claim, known);
    if (known.length === 0) break;
    await killScope(system, claim);
    ask(system, { members: known, name: "SIGKILL", ownGroup });
    await clock.sleep(INTERVAL_MS);
  } while (clock.elapsed() < dead);
  const left = known.map((info) => leftProcess(system, info));
  return { killed: true, left: await Promise.all(left) };
}

async function leftProcess(
  { proc }: Pick<System, "proc">,
  info: ProcessInfo,
): Promise<LeftProcess> {
  const { pid } = info;
  const isForeign = !proc.signalSeen(info, "SIGKILL");
  return { pid, isForeign, command: await proc.commandLine(pid) ?? "" };
}

/**
 * Sends the service's own signal, and SIGCONT, because a suspended process gets
 * no other.
 */
function askToEnd(
  system: Pick<System, "proc">,
  {
    claim: { stopSignal = "SIGTERM" },
    members,
    ownGroup,
  }: {
    readonly claim: Pick<Claim, "stopSignal">;
    readonly members: readonly ProcessInfo[];
    readonly ownGroup: number | undefined;
  },
): void {
  ask(system, { members, name: stopSignal, ownGroup });
  ask(system, { members, name: "SIGCONT", ownGroup });
}

/**
 * Signals groups that a member leads at once, so that none can fork out of
 * the way, and all other members one by one; so too the group of which Hearth
 * is one, when a service's own terminal runs it.
 */
function ask(
  { proc }: Pick<System, "proc">,
  { members, name, ownGroup }: {
    readonly members: readonly ProcessInfo[];
    readonly name: SignalName;
    readonly ownGroup: number | undefined;
  },
): void {
  const leaders = new Set(
    members.filter(({ pid, group }) => pid === group && group !== ownGroup)
      .map(({ pid }) => pid),
  );
  for (const member of members) {
    if (leaders.has(member.pid)) proc.signalSeen(member, name, { group: true });
    else if (!leaders.has(member.group)) proc.signalSeen(member, name);
  }
}

/** Those that still live and still are who they were. */
async function living(
  { proc }: Pick<System, "proc">,
  members: readonly ProcessInfo[],
): Promise<ProcessInfo[]> {
  const now = await Promise.all(members.map(({ pid }) => proc.find(pid)));
  return members.filter(({ startTime }, index) =>
    now[index]?.startTime === startTime && !now[index]?.zombie
  );
}

/** The members by a new look at all processes, joined with who was known. */
async function rescan(
  system: Pick<System, "fs" | "proc">,
  claim: Claim,
  known: readonly ProcessInfo[],
): Promise<ProcessInfo[]> {
  const members = await everyMember(system, claim);
  const pids = new Set(members.map(({ pid }) => pid));
  const others = await living(system, known);
  return [...members, ...others.filter(({ pid }) => !pids.has(pid))];
}
