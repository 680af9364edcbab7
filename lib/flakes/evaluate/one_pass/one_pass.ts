/**
 * Evaluates flakes over the small nixpkgs, many in one Nix process.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";
import type { ShellFilter } from "../evaluation.ts";
import { createBatcher } from "../../../core/concurrency/create_batcher.ts";
import type { ShellEvaluation } from "../shell_evaluation.ts";
import {
  type BatchMember,
  type StoredNixpkgs,
  writeBatch,
} from "./batch_tree.ts";
import { evaluateBatch } from "./evaluate_batch.ts";
import { evaluationsOf } from "./evaluations_of.ts";
import { type GivenNixpkgs, writeGivenBatch } from "./given_batch.ts";
import { MemberState } from "./member_state.ts";

/** Flakes that share a process: more gain nothing, and need more memory. */
const MOST = 48;
/** Milliseconds to wait for more. */
const GATHER = 8;

/** How to evaluate. */
export interface OnePassOptions extends ShellFilter {
  /** An existing directory for the batches. */
  readonly dir: string;
  /** Wraps what takes a processor. */
  readonly limit: <T>(work: () => Promise<T>) => Promise<T>;
  /** Seconds for each shell. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  readonly strictNames: boolean;
  readonly builders?: string | undefined;
}

/** Where packages come from, for all flakes that share a process. */
export interface PassAccess {
  readonly env: Readonly<Record<string, string>>;
  /** The small nixpkgs, or one that was given. */
  readonly nixpkgs: StoredNixpkgs | GivenNixpkgs;
}

interface Asked {
  readonly member: BatchMember;
  readonly settle: (found: ShellEvaluation[]) => void;
}

/** Gathers flakes and evaluates them. */
export class OnePass {
  readonly #system: Pick<System, "fs" | "proc" | "clock">;
  readonly #options: OnePassOptions;
  /** By the small nixpkgs, which a batch has in common. */
  readonly #asks = new Map<string, (asked: Asked) => Promise<void>>();
  #count = 0;

  constructor(
    system: Pick<System, "fs" | "proc" | "clock">,
    options: OnePassOptions,
  ) {
    this.#system = system;
    this.#options = options;
  }

  /** Evaluates every shell; answers as soon as those of this flake are done. */
  evaluate(
    member: BatchMember,
    access: PassAccess,
  ): Promise<ShellEvaluation[]> {
    const ask = this.#askOf(access);
    return new Promise((settle, refuse) => {
      ask({ member, settle }).catch(refuse);
    });
  }

  #askOf(access: PassAccess): (asked: Asked) => Promise<void> {
    const { nixpkgs } = access;
    const name = nixpkgs.reference;
    let ask = this.#asks.get(name);
    if (ask === undefined) {
      const { limit } = this.#options;
      ask = createBatcher<Asked, void>({
        most: MOST,
        wait: GATHER,
        limit,
        work: async (asked) => {
          await this.#run(access, asked);
          return [];
        },
      });
      this.#asks.set(name, ask);
    }
    return ask;
  }

  async #run(access: PassAccess, asked: readonly Asked[]): Promise<void> {
    const { fs } = this.#system;
    const place = join(this.#options.dir, `batch-${this.#count++}`);
    const { nixpkgs, env } = access;
    const isReal = "kit" in nixpkgs;
    const states = asked.map(({ member }) =>
      new MemberState(
        member,
        isReal || this.#options.strictNames ? [] : member.reads.names,
      )
    );
    const strictNames = isReal || this.#options.strictNames;
    const options = { ...this.#options, place, env, strictNames, isReal };
    let isDone: boolean;
    try {
      const members = asked.map(({ member }) => member);
      if ("kit" in nixpkgs) {
        await writeGivenBatch(this.#system, { place, members }, nixpkgs);
      } else {
        await writeBatch(this.#system, place, { members, nixpkgs });
      }
      isDone = await evaluateBatch(this.#system, states, {
        ...options,
        onDone: (index) => {
          const state = states[index];
          if (state === undefined) return;
          asked[index]?.settle(evaluationsOf(state, options));
        },
      });
    } finally {
      await fs.remove(place);
    }
    if (isDone) return;
    const left = asked.filter((_, index) => !states[index]?.isDone);
    if (asked.length === 1) {
      throw new Error("Nix ended before it evaluated anything");
    }
    // One of them keeps Nix from beginning: the others need not suffer.
    for (const one of left) await this.#run(access, [one]);
  }
}
