/**
 * Everything that a revision has, for who enters its shells: a hook reads more
 * than its flake does.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { materialize } from "./materialize.ts";
import type { Revision } from "../select/revision.ts";
import type { SourceEntry } from "./source.ts";

/** A copy of a revision's files. */
export interface ProjectCopy {
  /** Names the content. */
  id(): Promise<string>;
  /** Writes the files, once; the directory is called by the revision's name. */
  dir(): Promise<string>;
}

/** Returns what writes all files of a revision into a directory within `place`. */
export function projectCopy(
  system: Pick<System, "fs">,
  { revision: { source, name }, place }: {
    readonly revision: Pick<Revision, "source" | "name">;
    readonly place: string;
  },
): ProjectCopy {
  let root: Promise<SourceEntry | undefined> | undefined;
  const find = (): Promise<SourceEntry | undefined> => root ??= source.find("");
  let written: Promise<string> | undefined;
  const write = async (): Promise<string> => {
    const entry = await find();
    const dir = join(place, name);
    const reads = entry === undefined ? [] : [{ path: "", entry }];
    await materialize(system, { source, reads, dir });
    return dir;
  };
  return {
    id: async () => (await find())?.id ?? "",
    dir: () => written ??= write(),
  };
}
