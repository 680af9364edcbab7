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

/** A program, and how it counts as ready. */
export interface Program {
  readonly name: string;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** `null` for one that is ready once it runs. */
  readonly port: number | null;
  /** Path to ask for; without one it is ready once its port is taken. */
  readonly path?: string;
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
  const { services } = await loadWorkspace({
    system,
    paths: workspacePaths(root),
  });
  return startedServices(services);
}

/** Those that are not optional, and whatever they depend on. */
export function startedServices(services: readonly Service[]): Service[] {
  const wanted = new Set<string>();
  const add = ({ name, dependsOn }: Service): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const other of dependsOn) {
      services.filter(({ name }) => name === other).forEach(add);
    }
  };
  services.filter(({ optional }) => !optional).forEach(add);
  return services.filter(({ name }) => wanted.has(name));
}

/**
 * Why the programs of services cannot be run without Hearth as they are with
 * it; `undefined` when they can.
 */
export function tiedToHearth(services: readonly Service[]): string | undefined {
  for (const { name, dependsOn, before, ready } of services) {
    if (dependsOn.length > 0) return `"${name}" depends on other services`;
    if (before.length > 0) return `"${name}" has commands to run before`;
    if (ready.log !== undefined || ready.command !== undefined) {
      return `"${name}" is ready by its log or by a command`;
    }
  }
  return undefined;
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
  for (const { name, ready, cwd } of services) {
    const claim = await readClaim({ system, paths }, name);
    if (claim === undefined) throw new Error(`No claim of "${name}"`);
    const { pid, port, command } = claim;
    const env = Object.fromEntries(
      Object.entries(await system.proc.environment(pid) ?? {})
        .filter(([variable]) => !variable.startsWith("HEARTH_")),
    );
    programs.push({
      name,
      command,
      cwd: workspace.path(cwd ?? "."),
      env,
      port,
      ...(ready.tcp === undefined && { path: ready.path ?? "/" }),
    });
  }
  await timed(() => workspace.run(["stop"]));
  return programs;
}
