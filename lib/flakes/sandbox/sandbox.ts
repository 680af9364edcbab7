/**
 * Namespaces of its own for one flake: processes, files, network, terminals.
 *
 * It keeps a hook that kills by pattern, forks daemons or writes where it
 * should not from reaching the machine. It is no prison for an attacker.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/** How to start something confined. */
export interface Sandbox {
  /** Comes before the command that runs inside. */
  readonly prefix: readonly string[];
  /** What `sandbox.sh` reads from its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Programs that are run outside or inside, all of them of util-linux but ip. */
const PROGRAMS = ["unshare", "setpriv", "mount", "script", "ip"];

/**
 * Killing `unshare` ends everything inside; the kernel does it when Hearth is
 * killed itself.
 */
const OUTLIVED_BY_NOTHING = ["setpriv", "--pdeathsig", "KILL"];

const NAMESPACES = [
  "--mount",
  "--pid",
  "--fork",
  "--net",
  "--ipc",
  "--uts",
  "--kill-child",
  "--mount-proc",
];

/** Finds a way to confine here; a text says why there is none. */
export async function findSandbox(
  { proc, env }: Pick<System, "proc" | "env">,
): Promise<Sandbox | string> {
  if (env.os !== "linux") {
    return "sandboxes need Linux";
  }
  for (const program of PROGRAMS) {
    if (!await proc.has(program)) {
      return `cannot sandbox the shell: "${program}" is not installed`;
    }
  }
  const ways: readonly Sandbox[] = [
    { prefix: ["unshare", ...NAMESPACES], env: { OVERLAY: "" } },
    {
      prefix: ["unshare", "--user", "--map-root-user", ...NAMESPACES],
      env: { OVERLAY: ",userxattr" },
    },
  ];
  let refusal = "";
  for (const way of ways) {
    const prefix = [...OUTLIVED_BY_NOTHING, ...way.prefix];
    const { code, stderr } = await proc.run([...prefix, "true"]);
    if (code === 0) return { ...way, prefix };
    refusal = stderr.trim();
  }
  return `cannot sandbox the shell: ${refusal}`;
}
