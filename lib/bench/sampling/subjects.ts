/**
 * What a run measures.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { checkOut } from "./other_commit.ts";
import type { Subject } from "./suite.ts";

/** What to measure. */
export interface SubjectsOptions {
  /** Directory for another commit. */
  readonly dir: string;
  /** Commit to compare with. */
  readonly against?: string | undefined;
  /** Directory of another Hearth, measured beside this one. */
  readonly kit?: string | undefined;
}

/** The subjects, and the short hash of the commit that is compared with. */
export interface Subjects {
  readonly subjects: readonly Subject[];
  readonly against?: string;
}

/**
 * The workspace alone, with another Hearth too, or as another commit has it
 * and as it is.
 *
 * @throws {UserError} when the commit or the other Hearth cannot be used
 */
export async function subjectsOf(
  { system, paths: { root, kit } }: Context<"fs" | "proc", "root" | "kit">,
  { dir, against, kit: otherKit }: SubjectsOptions,
): Promise<Subjects> {
  const origin = root;
  if (otherKit !== undefined) {
    await checkKit(system, otherKit);
    const other = {
      name: `hearth in ${otherKit}`,
      root,
      kit: otherKit,
      origin,
    };
    if (against !== undefined) {
      throw new UserError("Cannot combine --kit with --against", {
        hint: "Run bench once for each.",
        exitCode: EXIT.usage,
      });
    }
    return { subjects: [{ name: "hearth", root, kit, origin }, other] };
  }
  if (against === undefined) {
    return { subjects: [{ name: "hearth", root, kit, origin }] };
  }
  const other = await checkOut(system, root, { ref: against, dir });
  const isOwn = root === kit;
  return {
    against: other.commit,
    subjects: [
      {
        name: other.commit,
        root: other.root,
        // A checkout of Hearth is run by itself.
        kit: isOwn ? other.root : kit,
        origin,
      },
      { name: "this tree", root, kit, origin },
    ],
  };
}

async function checkKit(
  { fs }: Pick<System, "fs">,
  kit: string,
): Promise<void> {
  for (const main of ["main.js", "main.ts"]) {
    if (await fs.stat(join(kit, main)) !== undefined) return;
  }
  throw new UserError(`Cannot find Hearth in "${kit}"`, {
    hint: "Name the directory that holds its main.js or main.ts.",
    exitCode: EXIT.usage,
  });
}
