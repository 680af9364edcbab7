/**
 * The programs of a workspace's services, as they can be run without Hearth.
 *
 * @module
 */
import { workspacePaths } from "../../core/files/paths.ts";
import { readClaim } from "../../services/claims/claim.ts";
import type { System } from "../../system/mod.ts";
import { loadWorkspace } from "../../workspace/load_workspace.ts";
import type { Service } from "../../workspace/workspace.ts";
import { timed } from "../places/timed.ts";
import type { WorkspaceCopy } from "../places/workspace_copy.ts";

/** A program, and the address at which it counts as ready. */
export interface Program {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Absent for one without a port, which is ready once it runs. */
  readonly url?: string;
}

/** Below what kernels hand out for outgoing connections. */
const RANGE = { from: 20_000, count: 12_000 };

/** A random port on which nothing listens. */
export function freePort({ net }: Pick<System, "net">): number {
  while (true) {
    const port = RANGE.from + Math.floor(Math.random() * RANGE.count);
    if (net.isFree(port)) return port;
  }
}

/** The services that `start` starts in a copy. */
export async function servicesOf(
  system: Pick<System, "fs">,
  { root }: WorkspaceCopy,
): Promise<readonly Service[]> {
  return (await loadWorkspace(system, workspacePaths(root))).services;
}

/** Arguments that make `start` take ports which no one else uses. */
export function ownPorts(
  system: Pick<System, "net">,
  services: readonly Service[],
): string[] {
  return services.flatMap(({ name, port }) =>
    port === undefined ? [] : ["--port", `${name}=${freePort(system)}`]
  );
}

/** Starts the workspace once and returns what Hearth ran. */
export async function programsOf(
  system: Pick<System, "fs" | "proc">,
  workspace: WorkspaceCopy,
  { services, ports }: {
    readonly services: readonly Service[];
    readonly ports: readonly string[];
  },
): Promise<Program[]> {
  await timed(() => workspace.run(["start", "--no-open", ...ports]));
  const paths = workspacePaths(workspace.root);
  const programs: Program[] = [];
  for (const { name, ready } of services) {
    const claim = await readClaim(system, paths, name);
    if (claim === undefined) throw new Error(`No claim of "${name}"`);
    const { pid, port, command } = claim;
    const env = Object.fromEntries(
      Object.entries(await system.proc.environment(pid) ?? {})
        .filter(([variable]) => !variable.startsWith("HEARTH_")),
    );
    const url = `http://127.0.0.1:${port}${ready.path}`;
    programs.push({ name, command, env, ...(port !== null && { url }) });
  }
  await timed(() => workspace.run(["stop"]));
  return programs;
}
