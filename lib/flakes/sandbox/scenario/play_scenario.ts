/**
 * Plays a scenario, from within the namespaces.
 *
 * @module
 */
import type { System } from "../../../system/mod.ts";
import { askShell } from "../shells/ask_shell.ts";
import { foregroundOf } from "./foreground.ts";
import { playProcessStep } from "./process_steps.ts";
import type { Outcome, Scenario, Step } from "./scenario.ts";
import { openTerminalSession } from "./terminal_session.ts";
import type { Stage } from "./scenario_stage.ts";

/** Characters of what was printed that are told with a problem. */
const TOLD_MS = 4_000;

/** Runs the program and does one step after another, to the first problem. */
export async function playScenario(
  system: System,
  { command, cwd, env, steps, limit }: Scenario,
): Promise<Outcome> {
  const stage: Stage = {
    system,
    session: openTerminalSession(system, command, { cwd, env }),
    deadline: system.clock.elapsed() + limit,
    promptsSeen: 0,
  };
  let problem: string | undefined;
  for (const step of steps) {
    problem = await playStep(stage, step);
    if (problem !== undefined) break;
  }
  const printed = stage.session.text().trim().slice(-TOLD_MS);
  return { ...(problem !== undefined && { problem }), printed };
}

/** Returns what was not as it must be. */
async function playStep(
  stage: Stage,
  step: Step,
): Promise<string | undefined> {
  const { session, deadline } = stage;
  switch (step.do) {
    case "prompt":
      return await nextPrompt(stage);
    case "see":
      return await whenSeen(stage, step.pattern, 0);
    case "never": {
      const found = new RegExp(step.pattern, "m").exec(session.text());
      return found === null ? undefined : `Printed "${found[0]}"`;
    }
    case "type": {
      const from = session.text().length;
      await session.type(`${step.line}\r`);
      const problem = await nextPrompt(stage);
      if (problem !== undefined) return `After "${step.line}": ${problem}`;
      for (const pattern of step.see ?? []) {
        const missing = await whenSeen(stage, pattern, from);
        if (missing !== undefined) return `After "${step.line}": ${missing}`;
      }
      return undefined;
    }
    case "ask": {
      const answer = await askShell(stage, step.code);
      stage.promptsSeen = session.prompts();
      if (answer === undefined) return await describeWait(stage, "an answer");
      return new RegExp(step.answer, "m").test(answer)
        ? undefined
        : `${step.about}: expected ${step.answer}, found "${answer.trim()}"`;
    }
    case "press":
      await session.type(step.keys);
      return undefined;
    case "leave":
      return await leave(stage, step.exits);
    case "end": {
      const code = await session.until(() => session.exitCode(), deadline);
      if (code === undefined) return await describeWait(stage, "the end");
      return step.code === undefined || step.code === code
        ? undefined
        : `Ended with exit code ${code} instead of ${step.code}`;
    }
    default:
      return await playProcessStep(stage, step);
  }
}

/** Waits for a prompt that was not there before. */
async function nextPrompt(stage: Stage): Promise<string | undefined> {
  const { session, deadline } = stage;
  const waits = await session.until(
    () => session.prompts() > stage.promptsSeen || undefined,
    deadline,
  );
  stage.promptsSeen = session.prompts();
  return waits ? undefined : await describeWait(stage, "a prompt");
}

/**
 * Waits for a pattern among what was printed after the first `from` signs: what
 * is not there when a shell waits for a command does not come any more.
 */
async function whenSeen(
  { session, deadline }: Stage,
  pattern: string,
  from: number,
): Promise<string | undefined> {
  const expression = new RegExp(pattern, "m");
  const seen = await session.until(() => {
    const waits = session.prompts() > 0;
    if (expression.test(session.text().slice(from))) return "seen";
    return waits ? "absent" : undefined;
  }, deadline);
  return seen === "seen" ? undefined : `Never printed ${pattern}`;
}

/** Leaves every open shell; `exits` says how many there must be. */
async function leave(
  stage: Stage,
  exits: number | undefined,
): Promise<string | undefined> {
  const { session, deadline } = stage;
  let left = 0;
  while (session.exitCode() === undefined) {
    await session.type("exit\r");
    left++;
    const before = stage.promptsSeen;
    const prompted = await session.until(
      () => session.prompts() > before || undefined,
      deadline,
    );
    if (!prompted && session.exitCode() === undefined) {
      return await describeWait(stage, "the end of the shell");
    }
    stage.promptsSeen = session.prompts();
  }
  return exits === undefined || exits === left
    ? undefined
    : `Needed "exit" ${left} times to leave instead of ${exits}`;
}

/** Why what was waited for did not come. */
async function describeWait(stage: Stage, what: string): Promise<string> {
  const code = stage.session.exitCode();
  if (code !== undefined) return endedWith(code);
  const holder = await foregroundOf(stage.system);
  return `Timed out waiting for ${what}: ${holder}`;
}

function endedWith(code: number): string {
  return code > 128
    ? `The shell was killed by signal ${code - 128}`
    : `The shell ended with exit code ${code}`;
}
