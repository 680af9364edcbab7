/**
 * The steps of a scenario that look at processes, ports and the browser.
 *
 * @module
 */
import { foregroundOf } from "./foreground.ts";
import type { Stage } from "./scenario_stage.ts";
import type { Step } from "./scenario.ts";
import { OPENED } from "../stubs/stubs.ts";

/** A step that {@linkcode playProcessStep} does. */
export type ProcessStep = Extract<
  Step,
  { do: "answers" | "silent" | "opened" | "runs" | "survivors" }
>;

/** Milliseconds that a service has for one answer. */
const ANSWER_TIMEOUT_MS = 2_000;

/** Milliseconds between two looks. */
const INTERVAL_MS = 50;

/**
 * Milliseconds after leaving in which what was told to end ends: JupyterLab on
 * a busy machine takes some seconds.
 */
const ENDING_TIMEOUT_MS = 20_000;

/** Does the step; returns what was not as it must be. */
export async function playProcessStep(
  stage: Stage,
  step: ProcessStep,
): Promise<string | undefined> {
  const { fs, clock } = stage.system;
  switch (step.do) {
    case "answers":
      return await wait(
        stage,
        async () => await statusOf(stage, step.url) < 500,
        `${step.url} never answered`,
      );
    case "silent":
      return await wait(
        stage,
        async () => await statusOf(stage, step.url) === Infinity,
        `${step.url} still answers`,
      );
    case "opened":
      return await wait(
        stage,
        async () => matches(step.pattern, await fs.readText(OPENED) ?? ""),
        `The browser never opened ${step.pattern}`,
      );
    case "runs":
      return await wait(
        stage,
        async () =>
          (await commandsOf(stage)).some((it) => matches(step.pattern, it)),
        `No running process matches ${step.pattern}`,
      );
    case "survivors": {
      const deadline = Math.min(
        stage.deadline,
        clock.elapsed() + ENDING_TIMEOUT_MS,
      );
      let problem = await compareSurvivors(stage, step.patterns);
      while (problem !== undefined && clock.elapsed() < deadline) {
        await clock.sleep(INTERVAL_MS);
        problem = await compareSurvivors(stage, step.patterns);
      }
      return problem;
    }
  }
}

/** Waits for a condition, or says what did not happen and who is to blame. */
async function wait(
  { system, deadline }: Stage,
  condition: () => Promise<boolean>,
  what: string,
): Promise<string | undefined> {
  while (!await condition()) {
    if (system.clock.elapsed() > deadline) {
      return `${what}: ${await foregroundOf(system)}`;
    }
    await system.clock.sleep(INTERVAL_MS);
  }
  return undefined;
}

/** Status of an answer; infinite without one. */
async function statusOf({ system }: Stage, url: string): Promise<number> {
  return (await system.net.get(url, ANSWER_TIMEOUT_MS))?.status ?? Infinity;
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, "m").test(text);
}

/** Command lines of everything in here but this process and the terminal. */
async function commandsOf(
  { system: { proc }, session }: Stage,
): Promise<string[]> {
  const living = (await proc.list()).filter(({ pid, parent, zombie }) =>
    !zombie && pid !== proc.pid && pid !== session.pid && parent !== session.pid
  );
  const commands = await Promise.all(
    living.map(({ pid }) => proc.commandLine(pid)),
  );
  return commands.flatMap((command) => command ? [command] : []);
}

async function compareSurvivors(
  stage: Stage,
  patterns: readonly string[],
): Promise<string | undefined> {
  const commands = await commandsOf(stage);
  const missing = patterns.find((pattern) =>
    !commands.some((command) => matches(pattern, command))
  );
  if (missing !== undefined) {
    return `Expected to keep running, but ended: ${missing}`;
  }
  const extra = commands.find((command) =>
    !patterns.some((pattern) => matches(pattern, command))
  );
  return extra === undefined
    ? undefined
    : `Still running after the shell was left: ${extra}`;
}
