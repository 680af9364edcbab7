/**
 * The machine: platform, GPU, room on the disk, programs.
 *
 * @module
 */
import { HEARTH } from "../system/launcher.ts";
import { findNix } from "../nix/find_nix.ts";
import { describeGpu, findGpu } from "../machine/gpu.ts";
import { describeMachine } from "../machine/machine.ts";
import { requestedPython } from "../setup/inputs/read_request.ts";
import { findPython } from "../setup/python/find_python.ts";
import { findUv } from "../setup/uv/uv.ts";
import { readChoices } from "../setup/setup_choices.ts";
import { compareVersions } from "../core/text/compare_versions.ts";
import type { Check, DoctorContext } from "./check.ts";
import { guarded } from "./guarded.ts";

/** The first Deno whose files can be locked without waiting. */
const OLDEST_DENO = "2.8.0";
/** KiB that an environment of a hundred packages and its caches take. */
const ROOM = { needed: 512 * 1024, comfortable: 4 * 1024 * 1024 };

/** Looks at everything that does not belong to the workspace. */
export async function machineChecks(context: DoctorContext): Promise<Check[]> {
  return (await Promise.all([
    guarded("platform", () => platform(context)),
    guarded("gpu", () => gpu(context)),
    guarded("deno", () => deno(context)),
    guarded("python", () => python(context)),
    guarded("uv", () => uv(context)),
    guarded("nix", () => nix(context)),
    program(context, "git", "notebook outputs are not kept out of commits"),
    program(context, "tmux", "only start --mode tmux needs it"),
    guarded("disk", () => disk(context)),
  ])).flat();
}

async function platform({ system }: DoctorContext): Promise<Check> {
  const message = await describeMachine(system);
  return { name: "platform", state: "ok", message };
}

async function gpu({ system }: DoctorContext): Promise<Check> {
  const found = await findGpu(system);
  const message = describeGpu(found);
  const isAiling = found.kind === "none" && found.problem !== undefined;
  return {
    name: "gpu",
    state: isAiling ? "note" : "ok",
    message,
    ...(isAiling && { hint: "Fix the driver; nvidia-smi must succeed." }),
  };
}

async function deno({ system }: DoctorContext): Promise<Check> {
  const { stdout } = await system.proc.run([system.env.deno, "--version"]);
  const version = /\d+(\.\d+)+/.exec(stdout)?.[0] ?? "0";
  if (compareVersions(version, OLDEST_DENO) >= 0) {
    return { name: "deno", state: "ok", message: version };
  }
  const message = `${version} is older than ${OLDEST_DENO}`;
  return {
    name: "deno",
    state: "bad",
    message,
    hint: "Run deno upgrade, or use npx -y deno.",
  };
}

async function python(
  context: DoctorContext,
): Promise<Check> {
  const { workspace } = context;
  const name = "python";
  const { python: wanted } = await readChoices(context);
  const request = await requestedPython(context, workspace.python);
  const pinned = wanted === undefined ? request.pinned : undefined;
  const search = { ...request, wanted, pinned };
  const found = await findPython(context, search);
  return { name, state: "ok", message: `${found.version}, ${found.path}` };
}

async function uv(context: DoctorContext): Promise<Check> {
  const name = "uv";
  const found = await findUv(context);
  if (found) return { name, state: "ok", message: found.path };
  const message =
    "not installed, or too old: setup installs one for this user, or uses pip";
  return { name, state: "note", message };
}

async function nix({ system }: DoctorContext): Promise<Check> {
  const name = "nix";
  const found = await findNix(system);
  if (found === undefined) {
    return { name, state: "ok", message: "not installed, not needed" };
  }
  const { stdout } = await system.proc.run([...found, "--version"]);
  return { name, state: "ok", message: stdout.trim() };
}

async function program(
  { system }: DoctorContext,
  name: string,
  without: string,
): Promise<Check> {
  if (await system.proc.has(name)) {
    return { name, state: "ok", message: "installed" };
  }
  const message = `not installed: ${without}`;
  return { name, state: "note", message, hint: `Install ${name}.` };
}

async function disk({ system, paths }: DoctorContext): Promise<Check> {
  const { stdout } = await system.proc.run(["df", "-Pk", paths.root]);
  const free = Number(stdout.trim().split("\n").at(-1)?.split(/\s+/)[3]);
  const name = "disk";
  if (!Number.isFinite(free)) {
    return {
      name,
      state: "note",
      message: "df does not report the free space",
    };
  }
  const message = `${(free / 1024 / 1024).toFixed(1)} GiB free`;
  if (free >= ROOM.comfortable) return { name, state: "ok", message };
  const hint = `Free some space, for instance with: ${HEARTH} clean`;
  const state = free < ROOM.needed ? "bad" : "note";
  return { name, state, message, hint };
}
