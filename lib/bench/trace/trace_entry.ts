/**
 * Enters the workspace once and shows where the time went.
 *
 * @module
 */
import { shellQuote } from "../../core/text/shell_quote.ts";
import { UserError } from "../../core/errors.ts";
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";
import { HEARTH } from "../../system/launcher.ts";
import { type Phase, phasesOf, TRACE_PROMPT } from "./entry_trace.ts";

/** Enters as `.hearth/enter` does, and writes its trace to the file `$1`. */
const ENTER = 'exec 9>"$1"; shift; BASH_XTRACEFD=9; PS4=$HEARTH_TRACE; ' +
  'set -x; . "$0" true';

/**
 * Traces a warm entry with its banner, and times the look at the machine that
 * goes on beside it. Tracing makes bash slower: the shares count, not the sum.
 *
 * @throws {UserError} when the workspace was never entered, or cannot be
 */
export async function traceEntry(
  { system: { fs, proc, clock, env }, paths }: Context<
    "fs" | "proc" | "clock" | "env"
  >,
): Promise<Phase[]> {
  const enter = join(paths.kit, "nix", "enter.bash");
  const file = join(paths.state, "bench", `trace-${proc.pid}`);
  await fs.writeText(file, "");
  try {
    // A terminal, for the banner is for people.
    const words = ["bash", "--norc", "-c", ENTER, enter, file].map(shellQuote);
    const command = env.os === "darwin"
      ? ["script", "-q", "/dev/null", "sh", "-c", words.join(" ")]
      : ["script", "-qec", words.join(" "), "/dev/null"];
    const { code, stderr, stdout } = await proc.run(command, {
      cwd: paths.root,
      env: {
        ...env.all(),
        HEARTH_ROOT: paths.root,
        HEARTH_KIT: paths.kit,
        HEARTH_BANNER: "1",
        HEARTH_TRACE: TRACE_PROMPT,
      },
    });
    if (code !== 0) {
      throw new UserError(
        `Cannot trace an entry: ${(stderr || stdout).trim()}`,
        { hint: `It needs bash 5 and "script"; see "${HEARTH} doctor".` },
      );
    }
    const phases = phasesOf(await fs.readText(file) ?? "");
    const begun = clock.elapsed();
    await proc.run([join(paths.kit, "bin", "hearth"), "shell", "--look"], {
      cwd: paths.root,
    });
    return [...phases, { name: "look", ms: clock.elapsed() - begun }];
  } finally {
    await fs.remove(file);
  }
}

/** A line for each phase, with what it is. */
export function phaseTable(phases: readonly Phase[]): string {
  const what: Readonly<Record<Phase["name"], string>> = {
    evaluate: "load the flake's environment from the cache",
    stamp: "check that .venv is current",
    setup: "update .venv",
    activate: "set PATH and the prompt",
    banner: "print the banner",
    other: "the rest of bash",
    look: "check GPU and Ollama, in the background",
  };
  return phases.map(({ name, ms }) =>
    `${name.padEnd(8)}  ${ms.toFixed(2).padStart(8)} ms  ${what[name]}`
  ).join("\n");
}
