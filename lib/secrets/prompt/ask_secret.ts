/**
 * Asking for a secret on the terminal, hidden.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { EXIT, UserError } from "../../core/errors.ts";
import type { Reporter } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";
import type { SecretInput } from "../../workspace/workspace.ts";
import { askHidden } from "./ask_hidden.ts";
import { valueProblem } from "./validate_value.ts";
import { verifySecret } from "./verify_secret.ts";

/** How a secret is asked for. */
export interface AskOptions {
  readonly report: Reporter;
  readonly signal: AbortSignal;
}

/** Whether there is somebody to ask. */
export function canAsk(
  { env, terminal }: Pick<System, "env" | "terminal">,
): boolean {
  return terminal.stdinIsTerminal && terminal.stderrIsTerminal &&
    env.get("TERM") !== "dumb" && !env.get("CI");
}

/**
 * Asks until the value is as declared and no server refuses it.
 *
 * @returns `undefined` when the user pressed Enter instead
 * @throws {Interrupted} at Ctrl-C
 */
export async function askSecret(
  system: Pick<System, "net" | "proc">,
  { name, declared }: {
    readonly name: string;
    readonly declared: SecretInput | undefined;
  },
  { report, signal }: AskOptions,
): Promise<string | undefined> {
  if (declared?.help) report.note(declared.help);
  if (declared?.url) report.note(`See ${declared.url}`);
  const question = `${declared?.prompt ?? name} (hidden; Enter skips)`;
  while (true) {
    const value = await askHidden(system, question, {
      complain: (text) => {
        const complaint = valueProblem(name, text, declared);
        return complaint && `Invalid value: ${complaint}`;
      },
      signal,
    });
    if (value === "") return undefined;
    if (declared?.check === undefined) return value;
    const stage = report.stage(`Checking ${name}`);
    const verdict = await verifySecret(
      system,
      { check: declared.check, value },
      signal,
    )
      .finally(() => signal.aborted && stage.failed());
    if (verdict.outcome === "refused") {
      stage.failed();
      report.warn(`${name} does not work: ${verdict.why}`);
      continue;
    }
    stage.done(verdict.outcome === "works" ? "works" : verdict.why);
    return value;
  }
}

/** What to do where no one can be asked. */
export function cannotAsk(names: readonly string[]): UserError {
  return new UserError(
    `Cannot prompt for ${names.join(", ")}: there is no terminal`,
    {
      hint: `Pass the value on standard input: ${HEARTH} secret set ${
        names[0]
      } <FILE`,
      exitCode: EXIT.needsUser,
    },
  );
}
