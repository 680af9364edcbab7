/**
 * Reading a `promise.json`, with what is filled in where it is silent.
 *
 * @module
 */
import * as v from "valibot";
import { UserError } from "../../core/errors.ts";
import type { FlakePromise } from "./flake_expectations.ts";
import {
  common,
  condition,
  pattern,
  step,
  systems,
  text,
} from "./expected_step_schema.ts";

const steps = v.array(step);
const flag = v.optional(v.boolean(), false);

const entry = v.strictObject({
  name: text,
  tier: v.picklist(["enter", "smoke"]),
  when: condition,
  localNix: flag,
  nvidiaSmi: flag,
  impure: flag,
  allowUnfree: flag,
  network: v.optional(v.boolean(), true),
  git: v.optional(v.boolean(), true),
  shell: v.optional(v.picklist(["bash", "zsh"]), "bash"),
  command: v.optional(v.array(text)),
  files: v.optional(v.record(text, v.string()), {}),
  without: v.optional(v.array(text), []),
  steps,
  weakness: v.optional(text),
});

const schema = v.pipe(
  v.strictObject({
    about: text,
    output: v.picklist(["devShell", "devShells"]),
    systems: v.pipe(systems, v.minLength(1, "must name a system")),
    packages: v.array(
      v.strictObject({ when: condition, names: v.array(text) }),
    ),
    refused: v.optional(
      v.array(v.strictObject({ ...common, pattern, realOnly: flag })),
      [],
    ),
    parts: v.optional(v.record(text, steps), {}),
    entries: v.array(entry),
    weaknesses: v.optional(v.record(text, text), {}),
  }),
  v.check(
    (promise) =>
      namesIn(promise, "part").every((name) => name in promise.parts),
    'must have every step\'s "part" among its "parts"',
  ),
  v.check(
    (promise) =>
      weaknessesIn(promise).every((name) => name in promise.weaknesses),
    'must have every "weakness" among its "weaknesses"',
  ),
);

/** As much of a promise as the checks above look at. */
interface Steps {
  readonly parts: Readonly<Record<string, readonly Named[]>>;
  readonly entries: readonly (Named & { readonly steps: readonly Named[] })[];
  readonly refused: readonly Named[];
}

interface Named {
  readonly do?: string;
  readonly name?: string;
  readonly weakness?: string | undefined;
}

function allSteps({ parts, entries }: Steps): Named[] {
  return [
    ...Object.values(parts).flat(),
    ...entries.flatMap(({ steps }) => steps),
  ];
}

function namesIn(promise: Steps, action: string): string[] {
  return allSteps(promise)
    .flatMap((step) => step.do === action ? [step.name ?? ""] : []);
}

function weaknessesIn(promise: Steps): string[] {
  return [...allSteps(promise), ...promise.entries, ...promise.refused]
    .flatMap(({ weakness }) => weakness === undefined ? [] : [weakness]);
}

/**
 * Reads the text of a `promise.json`.
 *
 * @param file its name, for the error
 * @throws {UserError} naming the first field that is wrong
 */
export function parsePromise(source: string, file: string): FlakePromise {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} is not JSON: ${reason}`);
  }
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  const [issue] = issues;
  const field = v.getDotPath(issue) ?? "it";
  throw new UserError(`${file}: "${field}" ${issue.message}`, {
    hint: "See docs/promises.md for what a promise can say.",
  });
}
