/**
 * What inputs are that follow those of other flakes, as far as `flake.lock`
 * says so.
 *
 * @module
 */
import type { FlakeInput } from "../source/inspect/nix_inspection.ts";
import { type LockFile, nodeAt } from "./lock_file.ts";

/**
 * Replaces each input that follows one of another flake by what the lock says
 * of it.
 */
export function followedInputs(
  inputs: Readonly<Record<string, FlakeInput>>,
  lock: LockFile | undefined,
): Readonly<Record<string, FlakeInput>> {
  if (lock === undefined) return inputs;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const path = input.follows?.split("/") ?? [];
      const node = path.length > 1 ? nodeAt(lock, path) : undefined;
      const { original } = lock.nodes[node ?? ""] ?? {};
      return [name, original === undefined ? input : original];
    }),
  );
}
