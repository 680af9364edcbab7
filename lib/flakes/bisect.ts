/**
 * Finds the first bad commit, as `git bisect` would, without a checkout.
 *
 * @module
 */
import { UserError } from "../core/errors.ts";
import type { System } from "../system/mod.ts";
import { git } from "./select/history.ts";

/** What a test says of a commit; `skip` when it is unclear. */
export type Judgement = "good" | "bad" | "skip";

/** What was found. */
export interface Bisection {
  /** Its id. */
  readonly firstBad: string;
  /** Commits that may be the first bad one too: it is unclear. */
  readonly unclear: readonly string[];
  /** How many commits were tested. */
  readonly tested: number;
}

/**
 * Halves what lies between a good and a bad commit until one is left.
 *
 * @param range `GOOD..BAD`, any names of git's
 * @throws {UserError} when the ends are not what they are said to be
 */
export async function bisect(
  system: Pick<System, "proc">,
  { repository, range }: {
    readonly repository: string;
    readonly range: string;
  },
  test: (commit: string) => Promise<Judgement>,
): Promise<Bisection> {
  const [from, to] = /^(.+?)\.\.([^.].*)$/.exec(range)?.slice(1) ?? [];
  if (from === undefined || to === undefined) {
    throw new UserError(`Cannot read "${range}" as a range of commits`, {
      hint: "Give a good and a later bad commit: --bisect GOOD..BAD.",
      exitCode: 2,
    });
  }
  const id = async (name: string): Promise<string> =>
    (await git(system, {
      path: repository,
      args: [
        "rev-parse",
        "--verify",
        "--end-of-options",
        `${name}^{commit}`,
      ],
    })).trim().split("\n").at(-1) ?? "";
  let bad = await id(to);
  const goods = [await id(from)];
  expectEnd(from, await test(goods[0] ?? ""), "good");
  expectEnd(to, await test(bad), "bad");
  let tested = 2;
  const unclear: string[] = [];
  while (true) {
    const listed = await git(system, {
      path: repository,
      args: [
        "rev-list",
        "--bisect-all",
        bad,
        ...goods.map((good) => `^${good}`),
      ],
    });
    const left = listed.split("\n").flatMap((line) => line.split(" ")[0] || []);
    const next = left.find((commit) =>
      commit !== bad && !unclear.includes(commit)
    );
    if (next === undefined) {
      const among = unclear.filter((commit) => left.includes(commit));
      return { firstBad: bad, unclear: among, tested };
    }
    const judgement = await test(next);
    tested++;
    if (judgement === "good") goods.push(next);
    else if (judgement === "bad") bad = next;
    else unclear.push(next);
  }
}

function expectEnd(name: string, found: Judgement, wanted: Judgement): void {
  if (found === wanted) return;
  const is = found === "skip" ? "neither good nor bad" : found;
  throw new UserError(`Cannot bisect: ${name} is ${is}, not ${wanted}`, {
    hint: "Describe a good commit with --expect, or use another range.",
  });
}
