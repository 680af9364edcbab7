/**
 * The revisions in `tests/flakes`, for tests that give them to Nix.
 *
 * @module
 */
import { join } from "node:path";
import type { FlakeExpectations } from "../../../lib/flakes/expect/flake_expectations.ts";
import { parseExpectations } from "../../../lib/flakes/expect/expectations_schema.ts";
import { CHECKOUT } from "../checkout.ts";
import type { NixPlace } from "./nix_place.ts";

const FLAKES = join(CHECKOUT, "tests", "flakes");

/** Names of the directories in `tests/flakes`, in order. */
export const REVISIONS: readonly string[] = [...Deno.readDirSync(FLAKES)]
  .filter(({ isDirectory }) => isDirectory).map(({ name }) => name).sort();

/** What a revision is expected to do. */
export async function expectationsOf(
  revision: string,
): Promise<FlakeExpectations> {
  const file = join(FLAKES, revision, "expect.json");
  return parseExpectations(await Deno.readTextFile(file), file);
}

/** A copy to evaluate; `undefined` when it has no `local.nix` to copy. */
export async function copied(
  place: NixPlace,
  { revision, localNix }: {
    readonly revision: string;
    readonly localNix: boolean;
  },
): Promise<string | undefined> {
  const files: Record<string, string> = {};
  const entries = Deno.readDir(join(FLAKES, revision));
  for await (const { name, isFile } of entries) {
    if (!isFile) continue;
    files[name] = await Deno.readTextFile(join(FLAKES, revision, name));
  }
  const example = files["local.nix.example"];
  if (localNix && example === undefined) return undefined;
  return await place.write(
    join(localNix ? "local" : "plain", revision),
    { ...files, ...(localNix && { "local.nix": example ?? "" }) },
  );
}
