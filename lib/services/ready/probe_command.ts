/**
 * A command that says whether a service is ready.
 *
 * @module
 */
import { oneLine } from "../../core/text/one_line.ts";
import type { System } from "../../system/mod.ts";

/** The variable that marks a probe's processes. */
const PROBE_VARIABLE = "HEARTH_PROBE";

/** How a probe is run. */
export interface ProbeOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds that it may take. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs it once; `undefined` when it succeeded, else why not. Whatever it has
 * started is killed, also what left its group.
 */
export async function probeByCommand(
  { proc }: Pick<System, "proc">,
  command: readonly string[],
  { cwd, env, timeout, signal }: ProbeOptions,
): Promise<string | undefined> {
  const id = crypto.randomUUID();
  const late = AbortSignal.timeout(timeout);
  const [program = ""] = command;
  try {
    const { code, stdout, stderr } = await proc.run(command, {
      cwd,
      env: { ...env, [PROBE_VARIABLE]: id },
      group: true,
      signal: signal ? AbortSignal.any([late, signal]) : late,
    });
    if (code === 0) return undefined;
    const said = oneLine(stderr.trim() || stdout.trim()).slice(-200);
    return `"${program}" exits with code ${code}${said ? `: ${said}` : ""}`;
  } catch (error) {
    signal?.throwIfAborted();
    if (!late.aborted) throw error;
    return `"${program}" does not end`;
  } finally {
    const { environments } = await proc.survey(PROBE_VARIABLE);
    for (const [pid, variables] of environments) {
      if (variables[PROBE_VARIABLE] === id) proc.signal(pid, "SIGKILL");
    }
  }
}
