/**
 * A scope of systemd's user manager: a group of processes that none can leave.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import { RUN_VARIABLE } from "./marker.ts";
import type { System } from "../../system/mod.ts";

/** Where the kernel's groups are: alone, or beside those of the first version. */
const GROUPS = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"];

/**
 * The name of a scope for a launch; `undefined` where no user manager answers,
 * and where it ends with the user's last session: services go on after that.
 */
export async function userScope(
  { fs, proc, env }: Pick<System, "fs" | "proc" | "env">,
  run: string,
): Promise<string | undefined> {
  if (env.os !== "linux") return undefined;
  const runtime = env.get("XDG_RUNTIME_DIR");
  const user = env.get("USER") ?? env.get("LOGNAME");
  if (!runtime || !user) return undefined;
  const lingers = await fs.stat(`/var/lib/systemd/linger/${user}`);
  if (lingers === undefined) return undefined;
  if (await fs.stat(`${runtime}/systemd/private`) === undefined) {
    return undefined;
  }
  if (!await proc.has("systemd-run")) return undefined;
  const manager = await proc.run(["systemctl", "--user", "show", "--value"]);
  return manager.code === 0 ? `hearth-${run}.scope` : undefined;
}

/** The command that becomes another one inside a scope, with the same pid. */
export function inScope(
  command: readonly string[],
  scope: string | undefined,
): readonly string[] {
  if (scope === undefined) return command;
  return [
    "systemd-run",
    "--user",
    "--scope",
    "--quiet",
    "--collect",
    `--unit=${scope}`,
    "--",
    ...command,
  ];
}

/** Ids of the processes in a launch's scope; none when it has no scope. */
export async function scopeMembers(
  { fs, proc }: Pick<System, "fs" | "proc">,
  { scope, bootId }: Pick<Claim, "scope" | "bootId">,
): Promise<ReadonlySet<number>> {
  if (scope === undefined || bootId !== await proc.bootId()) return new Set();
  const { stdout } = await proc.run([
    "systemctl",
    "--user",
    "show",
    "--property=ControlGroup",
    "--value",
    scope,
  ]);
  const group = stdout.trim();
  if (!group.endsWith(`/${scope}`)) return new Set();
  for (const dir of GROUPS) {
    const text = await fs.readText(`${dir}${group}/cgroup.procs`);
    if (text !== undefined) {
      return new Set(text.split("\n").filter(Boolean).map(Number));
    }
  }
  return new Set();
}

/**
 * Kills all that a scope has at once, so that nothing can fork away. Not where
 * it holds more than the launch: Hearth itself, run in a terminal of the
 * service, or another launch that was made there.
 */
export async function killScope(
  system: Pick<System, "fs" | "proc">,
  claim: Pick<Claim, "scope" | "bootId" | "run">,
): Promise<void> {
  const { proc } = system;
  const { scope, run } = claim;
  if (scope === undefined) return;
  for (const pid of await scopeMembers(system, claim)) {
    const { [RUN_VARIABLE]: own = run } = await proc.environment(pid) ?? {};
    if (pid === proc.pid || own !== run) return;
  }
  await proc.run(["systemctl", "--user", "kill", "--signal=SIGKILL", scope]);
}
