/**
 * Evaluates every shell of a flake for every system: one question when all is
 * well, and a closer look only at what is not.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";
import {
  type AskNix,
  askNix,
  type AskOptions,
  type PreparedFlake,
} from "./ask_nix.ts";
import {
  derivationsExpression,
  hasNoSuchOutput,
  namesExpression,
  shellAttribute,
  type ShellFilter,
  type ShellOutput,
} from "./evaluation.ts";
import type { NixAnswer } from "./run_nix.ts";
import {
  evaluation,
  noneAsked,
  nowhere,
  resultOf,
  type Shell,
  type ShellEvaluation,
  shellsIn,
  skipped,
} from "./shell_evaluation.ts";

/** Evaluates. A flake without shells returns one result, which is skipped. */
export async function evaluateFlake(
  system: Pick<System, "proc" | "clock">,
  flake: PreparedFlake,
  options: AskOptions & ShellFilter,
): Promise<ShellEvaluation[]> {
  const ask = await askNix(system, flake, options);
  if ("missing" in ask) return [nowhere(skipped(`it needs ${ask.missing}`))];
  const { names } = flake.reads;
  const outputs: ShellOutput[] = ["devShells", "devShell"];
  const written = outputs.filter((output) => names.includes(output));
  const unwritten = outputs.filter((output) => !written.includes(output));
  const found: ShellEvaluation[] = [];
  let has = false;
  for (const output of [...written, ...unwritten]) {
    if (has && unwritten.includes(output)) break;
    const shells = await evaluateOutput(ask, output, options);
    has ||= shells !== undefined;
    const known = new Set(
      found.map(({ system, shell }) => `${system}.${shell}`),
    );
    found.push(
      ...(shells ?? []).filter(({ system, shell }) =>
        !known.has(`${system}.${shell}`)
      ),
    );
  }
  if (!has) return [nowhere(skipped("it has no shells"))];
  return found.length > 0 ? found : [noneAsked()];
}

/** Evaluates an output; `undefined` when the flake does not have it. */
async function evaluateOutput(
  ask: AskNix,
  output: ShellOutput,
  options: AskOptions & ShellFilter,
): Promise<ShellEvaluation[] | undefined> {
  const answer = await ask(output, derivationsExpression(output, options));
  if (hasNoSuchOutput(answer)) return undefined;
  if (answer.code !== 0) return await lookCloser(ask, output, answer, options);
  const derivations = JSON.parse(answer.stdout) as Record<
    string,
    Record<string, string | false>
  >;
  const found: ShellEvaluation[] = [];
  for (const [system, shells] of Object.entries(derivations)) {
    const names = Object.entries(shells);
    for (const [shell, derivation] of names) {
      const one = { system, shell };
      found.push(
        derivation !== false
          ? evaluation(output, { shell: one, answer }, options)
          : await evaluateShell(ask, output, one, options),
      );
    }
  }
  return found;
}

/** Finds out which systems and shells are the broken ones. */
async function lookCloser(
  ask: AskNix,
  output: ShellOutput,
  failure: NixAnswer,
  options: AskOptions & ShellFilter,
): Promise<ShellEvaluation[]> {
  const all = await ask(output, namesExpression(output, options));
  if (all.code === 0) {
    const [one, ...others] = shellsIn(all);
    return one !== undefined && others.length === 0
      ? [evaluation(output, { shell: one, answer: failure }, options)]
      : await evaluateNamed(ask, output, all, options);
  }
  const systems = await ask(output, "builtins.attrNames");
  if (systems.code !== 0) return [nowhere(resultOf(systems, options))];
  const found: ShellEvaluation[] = [];
  for (const system of JSON.parse(systems.stdout) as string[]) {
    if (options.systems?.includes(system) === false) continue;
    const filter = { ...options, systems: [system] };
    const names = await ask(output, namesExpression(output, filter));
    if (names.code === 0) {
      found.push(...await evaluateNamed(ask, output, names, options));
    } else {
      found.push({ ...nowhere(resultOf(names, options)), system });
    }
  }
  return found;
}

async function evaluateNamed(
  ask: AskNix,
  output: ShellOutput,
  names: NixAnswer,
  options: AskOptions,
): Promise<ShellEvaluation[]> {
  const found: ShellEvaluation[] = [];
  for (const shell of shellsIn(names)) {
    found.push(await evaluateShell(ask, output, shell, options));
  }
  return found;
}

async function evaluateShell(
  ask: AskNix,
  output: ShellOutput,
  shell: Shell,
  options: AskOptions,
): Promise<ShellEvaluation> {
  const attribute = shellAttribute(output, shell);
  const answer = await ask(`${attribute}.drvPath`);
  return evaluation(output, { shell, answer }, options);
}
