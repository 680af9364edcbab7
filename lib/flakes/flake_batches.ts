/**
 * Evaluates flakes several at a time, as they come.
 *
 * @module
 */
import { join } from "../posix_path.ts";
import type { System } from "../system/mod.ts";
import type { FlakeAtHand } from "./ask_nix.ts";
import {
  BATCH_OUTPUT,
  type BatchAnswer,
  batchFlake,
  type BatchMember,
  memberName,
} from "./batch_flake.ts";
import { gathered } from "./gathered.ts";
import { shellAttribute, type ShellFilter } from "./evaluation.ts";
import {
  isLocalInput,
  type KnownInput,
  type NixpkgsAccess,
  takenInputs,
} from "./nixpkgs_access.ts";
import { runNix } from "./run_nix.ts";
import type { ShellEvaluation } from "./shell_evaluation.ts";

/** Flakes that share a process. */
const MOST = 8;
/** Milliseconds to wait for more. */
const GATHER = 8;
/** Seconds after which each is better looked at by itself. */
const PATIENCE = 5;

/** How to evaluate. */
export interface FlakeBatchesOptions extends ShellFilter {
  /** An existing folder for the flakes that hold the others. */
  readonly folder: string;
  /** Wraps what takes a processor. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Seconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

type Answer = ShellEvaluation[] | undefined;

/** Gathers flakes. */
export class FlakeBatches {
  readonly #system: Pick<System, "fs" | "proc" | "clock">;
  readonly #options: FlakeBatchesOptions;
  /** By where packages come from, which a batch has in common. */
  readonly #asks = new Map<
    NixpkgsAccess,
    (member: BatchMember) => Promise<Answer>
  >();
  #count = 0;

  constructor(
    system: Pick<System, "fs" | "proc" | "clock">,
    options: FlakeBatchesOptions,
  ) {
    this.#system = system;
    this.#options = options;
  }

  /**
   * The shells of a flake with which nothing is wrong; `undefined` when it has
   * to be looked at by itself, because of it or because of its neighbours.
   */
  async evaluate(
    { reference, reads }: FlakeAtHand,
    access: NixpkgsAccess,
  ): Promise<Answer> {
    if (access.shared === undefined || !reference.startsWith("path:")) return;
    const inputs = new Map<string, KnownInput>();
    for (const [name, known] of takenInputs(reads)) {
      if (typeof known !== "string") return;
      inputs.set(name, known);
    }
    if (Object.values(reads.inputs).some(isLocalInput)) return;
    return await this.#askOf(access)({ reference, inputs });
  }

  #askOf(access: NixpkgsAccess): (member: BatchMember) => Promise<Answer> {
    let ask = this.#asks.get(access);
    if (ask === undefined) {
      const { inTurn } = this.#options;
      ask = gathered<BatchMember, Answer>({
        ...{ most: MOST, wait: GATHER, inTurn },
        work: (members) => this.#run(access, members),
      });
      this.#asks.set(access, ask);
    }
    return ask;
  }

  async #run(
    { shared, env }: NixpkgsAccess,
    members: readonly BatchMember[],
  ): Promise<Answer[]> {
    const nothing = members.map(() => undefined);
    if (shared === undefined || members.length < 2) return nothing;
    const { fs } = this.#system;
    const { folder, timeout, signal } = this.#options;
    const place = join(folder, `batch-${this.#count++}`);
    const flake = batchFlake(members, shared, this.#options);
    await fs.writeText(join(place, "flake.nix"), flake);
    const { code, stdout, ms } = await runNix(this.#system, [
      ...["nix", "eval", "--json", "--read-only", "--no-write-lock-file"],
      `path:${encodeURI(place)}#${BATCH_OUTPUT}`,
    ], { env, timeout: Math.min(timeout, PATIENCE), signal });
    await fs.remove(place);
    if (code !== 0) return nothing;
    const answers = JSON.parse(stdout) as Record<string, BatchAnswer>;
    const share = Math.ceil(ms / members.length);
    return members.map((_, index) =>
      shellsOf(answers[memberName(index)], share)
    );
  }
}

/** All shells of an answer, or none if any of them has to be looked at. */
function shellsOf(
  answer: BatchAnswer | undefined,
  ms: number,
): ShellEvaluation[] | undefined {
  const found = new Map<string, ShellEvaluation>();
  for (const output of ["devShells", "devShell"] as const) {
    for (const [system, shells] of Object.entries(answer?.[output] ?? {})) {
      for (const [shell, derivation] of Object.entries(shells)) {
        if (derivation === false) return undefined;
        const name = `${system}.${shell}`;
        if (found.has(name)) continue;
        const attribute = shellAttribute(output, { system, shell });
        const result = { status: "passed", ms } as const;
        found.set(name, { system, shell, attribute, result });
      }
    }
  }
  return found.size > 0 ? [...found.values()] : undefined;
}
