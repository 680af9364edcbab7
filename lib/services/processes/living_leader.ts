/**
 * The process that leads a service.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import { escapedFrom } from "./escaped_processes.ts";
import { membersOf, scanProcesses } from "./process_scan.ts";
import type { System } from "../../system/mod.ts";

/** Whether the process that a claim names lives: its pid may be another's. */
export async function hasLeader(
  { proc }: Pick<System, "proc">,
  { pid, startTime }: Pick<Claim, "pid" | "startTime">,
): Promise<boolean> {
  const leader = await proc.find(pid);
  return leader?.startTime === startTime && !leader.zombie;
}

/**
 * The leader's pid while it lives; after a program that sends itself into the
 * background, the oldest process that carries its mark or writes its log.
 */
export async function livingLeader(
  system: Pick<System, "proc">,
  claim: Claim,
): Promise<number | undefined> {
  if (await hasLeader(system, claim)) return claim.pid;
  const [oldest] = membersOf(await scanProcesses(system), claim);
  return (oldest ?? (await escapedFrom(system, claim))[0])?.pid;
}
