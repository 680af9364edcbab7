/**
 * How far the evaluation of one flake has come.
 *
 * @module
 */
import type { BatchMember, Settings } from "./batch_tree.ts";
import { reported } from "./reported.ts";
import {
  ALL_TARGETS,
  isSameTarget,
  type Target,
  targetsBelow,
  type TargetValue,
} from "./targets.ts";

/** What came of one target. */
export interface Outcome {
  readonly target: Target;
  /** Absent when evaluating failed. */
  readonly value?: TargetValue;
  /** Standard error of what failed. */
  readonly stderr?: string;
  /** The code to which its error points. */
  readonly code?: string | undefined;
  /** Whether it is what the flake threw. */
  readonly isThrown?: boolean;
  /** Whether the flake looks for computed names in package sets. */
  readonly looksUp?: boolean;
  /** Why it was not evaluated to its end: no fault of what it evaluates. */
  readonly limit?: "time" | "memory";
  /** Lines that were said meanwhile. */
  readonly lines: readonly string[];
  readonly ms: number;
}

/** A member of a batch while it is evaluated. */
export class MemberState {
  readonly member: BatchMember;
  /** In the order in which they will be evaluated. */
  pending: Target[] = [...ALL_TARGETS];
  /** What threw, and is evaluated again for its message. */
  thrown: Target[] = [];
  readonly outcomes: Outcome[] = [];
  /** Names that are taken for packages. */
  names: readonly string[];
  #settings: Settings | null | undefined;
  /** How often a name was added to them. */
  repeats = 0;
  /** Whether something has to be built in order to evaluate it. */
  builds = false;
  /** Whether it takes so long that the others are not to wait for it. */
  isSlow = false;

  constructor(member: BatchMember, names: readonly string[]) {
    this.member = member;
    this.names = names;
  }

  /** Whether nothing is left to evaluate. */
  get isDone(): boolean {
    return this.pending.length === 0 && this.thrown.length === 0;
  }

  /** How it sees the small nixpkgs; `null` over another one. */
  get settings(): Settings | null {
    return this.#settings ??= this.#settingsOf(this.member);
  }

  #settingsOf({ settings, list, reads }: BatchMember): Settings | null {
    if (settings === undefined) return null;
    const assumed = this.names;
    const known = list?.among([...reads.names, ...assumed]) ?? {};
    return { ...settings, assumed, known };
  }

  /** Takes more names for packages. */
  assume(names: readonly string[]): void {
    this.names = [...new Set([...this.names, ...names])];
    this.#settings = undefined;
  }

  /** Notes what was found, and what has to be evaluated for it next. */
  note(outcome: Outcome): void {
    const { target, value } = outcome;
    const at = this.pending.findIndex((one) => isSameTarget(one, target));
    const below = Array.isArray(value)
      ? targetsBelow(target, value as readonly string[])
      : [];
    if (at >= 0) this.pending.splice(at, 1, ...below);
    this.thrown = this.thrown.filter((one) => !isSameTarget(one, target));
    // What the package set refuses has been told already, and what depends on
    // something unknown is unknown, whatever the message.
    const { refused, unknown } = reported(outcome.lines);
    const isTold = refused !== undefined || unknown.length > 0;
    if (value === false && !isTold) this.thrown.push(target);
    else this.outcomes.push(outcome);
  }

  /** Gives up everything that is left, for the same reason. */
  giveUp(outcome: Omit<Outcome, "target">): void {
    const left = [...this.pending, ...this.thrown];
    // An output of which nothing is known matters only when nothing else is.
    const named = left.filter(([_, system]) => system !== null);
    for (const target of named.length > 0 ? named : left.slice(0, 1)) {
      this.outcomes.push({ ...outcome, target });
    }
    this.pending = [];
    this.thrown = [];
  }
}
