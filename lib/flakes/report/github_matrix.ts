/**
 * The machines of GitHub Actions on which flakes can be tested.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import type { NixSystem } from "../../nix/nix_config.ts";
import type { Shard } from "../select/shard.ts";

/** One job of a matrix. */
export interface MatrixJob {
  readonly system: NixSystem;
  /** What `runs-on` takes. */
  readonly runner: string;
  /** What `--shard` takes. */
  readonly shard: string;
}

/** Native machines, so that nothing is emulated. */
const RUNNERS: Readonly<Record<NixSystem, string>> = {
  "x86_64-linux": "ubuntu-24.04",
  "aarch64-linux": "ubuntu-24.04-arm",
  "x86_64-darwin": "macos-15-intel",
  "aarch64-darwin": "macos-15",
};

/**
 * A job for each system, times the number of parts.
 *
 * @throws {UserError} when there is no machine for a system
 */
export function githubMatrix(
  systems: readonly string[] = Object.keys(RUNNERS),
  { total }: Pick<Shard, "total"> = { total: 1 },
): { include: MatrixJob[] } {
  const runners = new Map<string, string>(Object.entries(RUNNERS));
  const include = systems.flatMap((system) => {
    const runner = runners.get(system);
    if (runner === undefined) {
      throw new UserError(`Cannot find a runner for "${system}"`, {
        hint: `Systems with a runner: ${[...runners.keys()].join(", ")}.`,
        exitCode: EXIT.usage,
      });
    }
    return Array.from({ length: total }, (_, index) => ({
      system: system as NixSystem,
      runner,
      shard: `${index + 1}/${total}`,
    }));
  });
  return { include };
}
