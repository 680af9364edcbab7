/**
 * Runs a composite action as GitHub's runner does: its conditions, expressions
 * and Bash steps as written. Actions that it uses are noted, not run.
 *
 * @module
 */
import { data, Evaluator, Lexer, Parser } from "../../packages/expressions.ts";
import { join } from "node:path";
import { parse } from "../../packages/yaml.ts";
import { type Child, spawnChild } from "../child.ts";

/** One step of `action.yml`. */
export interface ActionStep {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

/** What `action.yml` holds. */
export interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: ActionStep[] };
}

/** Where and with what an action runs. */
export interface ActionOptions {
  /** Directory of `action.yml`. */
  readonly action: string;
  /** Where the workflow checked its repository out. */
  readonly workspace: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** The whole environment of the job. */
  readonly env: Readonly<Record<string, string>>;
  /** Empty directory for the runner's own files. */
  readonly temp: string;
  /** Payload of the event. */
  readonly event?: unknown;
  /** Is told of each process that is the first of a step. */
  readonly onStep?: (name: string, child: Child) => Promise<void>;
}

/** How it went. */
export interface ActionResult {
  readonly failed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Everything that was printed. */
  readonly log: string;
  /** Actions that were used, with their inputs. */
  readonly used: readonly (readonly [string, Record<string, string>])[];
}

const STATUS = ["always", "success", "failure", "cancelled"];

/** Reads `action.yml`. */
export async function readAction(dir: string): Promise<ActionFile> {
  return parse(await Deno.readTextFile(join(dir, "action.yml")));
}

/** Runs an action to its end. */
export async function runAction(
  options: ActionOptions,
): Promise<ActionResult> {
  const { action, workspace, temp } = options;
  const { inputs, outputs, runs } = await readAction(action);
  const files = {
    GITHUB_OUTPUT: join(temp, "output"),
    GITHUB_STEP_SUMMARY: join(temp, "summary"),
    GITHUB_ENV: join(temp, "env"),
  };
  const given = Object.entries(inputs).map(([name, input]) =>
    [name, options.inputs[name] ?? input.default ?? ""] as const
  );
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const used: [string, Record<string, string>][] = [];
  let log = "";
  let failed = false;
  const fill = (text: string): string =>
    String(text).replaceAll(
      /\$\{\{(.*?)\}\}/g,
      (_, expression) => evaluate(expression).coerceString(),
    );
  const filled = (
    record: Readonly<Record<string, string>> = {},
  ): Record<string, string> =>
    Object.fromEntries(
      Object.entries(record).map(([name, text]) => [name, fill(text)]),
    );
  const evaluate = (expression: string): data.ExpressionData => {
    const context = {
      inputs: Object.fromEntries(given),
      steps,
      github: { event: options.event ?? {}, token: "the-token" },
    };
    const functions = STATUS.map((name) => ({
      name,
      minArgs: 0,
      maxArgs: 0,
      call: () =>
        new data.BooleanData(
          name === "always" || name === (failed ? "failure" : "success"),
        ),
    }));
    const { tokens } = new Lexer(expression.trim()).lex();
    const tree = new Parser(tokens, Object.keys(context), functions).parse();
    return new Evaluator(
      tree,
      JSON.parse(JSON.stringify(context), data.reviver),
      new Map(functions.map((one) => [one.name, one])),
    ).evaluate();
  };
  const holds = (condition = "success()"): boolean => {
    const asks = STATUS.some((name) => condition.includes(`${name}(`));
    const whole = asks ? condition : `success() && (${condition})`;
    return evaluate(`(${whole}) && true`).coerceString() === "true";
  };

  for (const step of runs.steps) {
    if (!holds(step.if)) continue;
    if (step.uses !== undefined) used.push([step.uses, filled(step.with)]);
    if (step.run === undefined) continue;
    for (const file of Object.values(files)) {
      await Deno.writeTextFile(file, "", { append: true });
    }
    const script = join(temp, "step.sh");
    await Deno.writeTextFile(script, fill(step.run));
    const child = spawnChild(
      ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
      {
        cwd: workspace,
        env: {
          ...options.env,
          ...files,
          CI: "true",
          GITHUB_ACTIONS: "true",
          GITHUB_ACTION_PATH: `${action}/./`,
          GITHUB_REPOSITORY: "somebody/project",
          GITHUB_RUN_ATTEMPT: "1",
          GITHUB_RUN_ID: "42",
          GITHUB_WORKSPACE: workspace,
          RUNNER_ARCH: "X64",
          RUNNER_OS: Deno.build.os === "darwin" ? "macOS" : "Linux",
          RUNNER_TEMP: temp,
          ...filled(step.env),
        },
      },
    );
    await options.onStep?.(step.name, child);
    const { code, stdout, stderr } = await child.result;
    log += stdout + stderr;
    failed ||= code !== 0;
    if (step.id !== undefined) {
      steps[step.id] = {
        outputs: parseOutputs(await Deno.readTextFile(files.GITHUB_OUTPUT)),
      };
    }
    await Deno.remove(files.GITHUB_OUTPUT);
  }
  const values = Object.entries(outputs).map(([name, { value }]) => [
    name,
    fill(value),
  ]);
  return {
    failed,
    outputs: Object.fromEntries(values),
    summary: await Deno.readTextFile(files.GITHUB_STEP_SUMMARY),
    log,
    used,
  };
}

/** Lines that the runner takes for commands. */
export function runnerCommands(log: string): string[] {
  let stopped: string | undefined;
  return log.split("\n").map((line) => line.trimStart()).filter((line) => {
    if (stopped !== undefined) {
      if (line === `::${stopped}::`) stopped = undefined;
      return false;
    }
    stopped = /^::stop-commands::(.+)$/.exec(line)?.[1];
    return line.startsWith("::") && stopped === undefined;
  });
}

/** Values by name, as a step wrote them: `name<<END`, lines, `END`. */
function parseOutputs(text: string): Record<string, string> {
  const blocks = text.matchAll(/^([\w-]+)<<(\w+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries(
    [...blocks].map(([, name, , value]) => [name, value]),
  );
}
