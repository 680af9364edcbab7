/**
 * Fetching another version of Hearth.
 *
 * @module
 */
import { UserError } from "../core/errors.ts";
import { dirname, join, resolve } from "../core/files/posix_path.ts";
import { findProgram } from "../machine/find_program.ts";
import type { System } from "../system/mod.ts";
import { kitDir } from "./install_kit.ts";

type Machine = Pick<System, "fs" | "proc" | "env">;

/** A kit in the user's cache. */
export interface FetchedKit {
  readonly version: string;
  readonly dir: string;
}

/**
 * Installs a version in the user's cache, as the wrapper does: from the
 * package that the variable `HEARTH_PACKAGE` names, else with npm, else with
 * Deno.
 *
 * @param version as npm knows it: `"0.2.0"`, `"latest"`
 * @throws {UserError} when it cannot be fetched
 */
export async function fetchKit(
  system: Machine,
  version: string,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<FetchedKit> {
  const given = system.env.get("HEARTH_PACKAGE");
  const local = given ? resolve(system.env.cwd, given) : undefined;
  // Named as the draft of an installation, which removes those that are old.
  const kits = dirname(kitDir(system, version));
  const draft = join(kits, `draft-${crypto.randomUUID()}`);
  try {
    const commands = local
      ? await unpacked(system, local, draft)
      : await published(system, version, draft);
    const env = { ...system.env.all(), HEARTH_INSTALL: "1", HEARTH_KIT: "" };
    let found = "";
    for (const command of commands) {
      const { code, stdout, stderr } = await system.proc.run(command, {
        env,
        // Where the wrapper's own npm looks for settings.
        cwd: system.env.cwd,
        ...(signal && { signal }),
      });
      if (code !== 0) throw cannotFetch(local ?? version, stderr);
      found = stdout.trim();
    }
    const dir = kitDir(system, found);
    if (await system.fs.stat(join(dir, "installed")) === undefined) {
      throw cannotFetch(local ?? version, "the package has no such version");
    }
    return { version: found, dir };
  } finally {
    await system.fs.remove(draft);
  }
}

/** Commands of which the last one prints the version. */
async function published(
  { fs, env }: Machine,
  version: string,
  draft: string,
): Promise<string[][]> {
  const npm = await findProgram({ fs }, "npm", { path: env.get("PATH") });
  if (npm !== undefined) {
    await fs.mkdir(draft);
    // npx would fail ever after it was killed once.
    const pack = [npm, "pack", "--loglevel=error", "--prefer-online"];
    return [
      [...pack, "--pack-destination", draft, `hearthspace@${version}`],
      ["sh", "-c", 'tar -xzf "$0"/*.tgz -C "$0"', draft],
      installFrom(draft),
    ];
  }
  const run = [
    env.deno,
    "run",
    "-A",
    "-q",
    "--no-config",
    "--no-lock",
    // Deno itself refuses what is younger than a day.
    "--minimum-dependency-age=0",
  ];
  return [
    [...run, `npm:hearthspace@${version}/install`],
    [...run, `npm:hearthspace@${version}/main`, "--version"],
  ];
}

async function unpacked(
  { fs }: Machine,
  file: string,
  draft: string,
): Promise<string[][]> {
  if (await fs.stat(file) === undefined) {
    throw new UserError(`Cannot find the package "${file}"`, {
      hint: "Correct the variable HEARTH_PACKAGE, or unset it.",
    });
  }
  await fs.mkdir(draft);
  return [["tar", "-xzf", file, "-C", draft], installFrom(draft)];
}

/** Installs the package that was unpacked, and prints its version. */
function installFrom(draft: string): string[] {
  return ["sh", join(draft, "package", "bin", "hearth"), "--version"];
}

function cannotFetch(what: string, stderr: string): UserError {
  const lines = stderr.split("\n").map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("npm notice"));
  const why = lines.slice(0, 3).join("\n");
  return new UserError(`Cannot fetch Hearth ${what}: ${why}`, {
    hint: "Check the version and the network, then run the command again.",
  });
}
