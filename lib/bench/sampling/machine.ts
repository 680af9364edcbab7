/**
 * What a reader has to know of the machine to make sense of times.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";
import type { Machine } from "../report/report.ts";

type Ports = Pick<System, "fs" | "proc" | "env">;

/** Programs that take part in what is measured. */
const PROGRAMS: readonly (readonly string[])[] = [
  ["bash", "--version"],
  ["uv", "--version"],
  ["python3", "--version"],
  ["nix", "--version"],
  ["direnv", "--version"],
  ["mise", "--version"],
  ["process-compose", "version", "--short"],
  ["overmind", "--version"],
  ["honcho", "--version"],
];

/** Describes the machine. */
export async function describeMachine(system: Ports): Promise<Machine> {
  const { os, arch } = system.env;
  const hardware = os === "linux"
    ? await linuxHardware(system)
    : await darwinHardware(system);
  return {
    os,
    arch,
    ...hardware,
    cores: navigator.hardwareConcurrency,
    programs: await versions(system),
  };
}

async function linuxHardware(
  { fs }: Ports,
): Promise<Pick<Machine, "cpu" | "memory" | "load">> {
  const read = async (path: string): Promise<string> =>
    await fs.readText(path) ?? "";
  const cpu = /^model name\s*:\s*(.+)$/m.exec(await read("/proc/cpuinfo"));
  const memory = /^MemTotal:\s*(\d+) kB/m.exec(await read("/proc/meminfo"));
  const load = Number((await read("/proc/loadavg")).split(" ")[0]);
  return {
    cpu: cpu?.[1] ?? "unknown",
    memory: Number(memory?.[1] ?? 0) * 1024,
    ...(Number.isFinite(load) && { load }),
  };
}

async function darwinHardware(
  { proc }: Ports,
): Promise<Pick<Machine, "cpu" | "memory" | "load">> {
  const ask = async (name: string): Promise<string> =>
    (await proc.run(["sysctl", "-n", name])).stdout.trim();
  const load = Number((await ask("vm.loadavg")).split(" ")[1]);
  return {
    cpu: await ask("machdep.cpu.brand_string") || "unknown",
    memory: Number(await ask("hw.memsize")),
    ...(Number.isFinite(load) && { load }),
  };
}

async function versions(
  { proc, env }: Ports,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name = "", ...args] of [[env.deno, "--version"], ...PROGRAMS]) {
    if (!await proc.has(name)) continue;
    const { stdout } = await proc.run([name, ...args]);
    const version = /\d+(\.\d+)+[\w.-]*/.exec(stdout)?.[0];
    const label = name === env.deno ? "deno" : name;
    if (version !== undefined) found[label] = version;
  }
  return found;
}
