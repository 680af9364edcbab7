/**
 * Reading a `expect.json`, with what is filled in where it is silent.
 *
 * @module
 */
import * as v from "valibot";
import { UserError } from "../../core/errors.ts";
import type { FlakeExpectations } from "./flake_expectations.ts";
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
  knownIssue: v.optional(text),
});

const schema = v.pipe(
  v.strictObject({
    about: text,
    output: v.picklist(["devShell", "devShells"]),
    systems: v.pipe(systems, v.minLength(1, "must list at least one system")),
    packages: v.array(
      v.strictObject({ when: condition, names: v.array(text) }),
    ),
    expectedErrors: v.optional(
      v.array(v.strictObject({ ...common, pattern, realOnly: flag })),
      [],
    ),
    parts: v.optional(v.record(text, steps), {}),
    entries: v.array(entry),
    knownIssues: v.optional(v.record(text, text), {}),
  }),
  v.check(
    (expectations) =>
      namesIn(expectations, "part").every((name) => name in expectations.parts),
    'must define every "part" that a step uses in its "parts"',
  ),
  v.check(
    (expectations) =>
      knownIssuesIn(expectations).every((name) =>
        name in expectations.knownIssues
      ),
    'must have every "knownIssue" among its "knownIssues"',
  ),
);

/** As much of an expect.json as the checks above look at. */
interface Steps {
  readonly parts: Readonly<Record<string, readonly Named[]>>;
  readonly entries: readonly (Named & { readonly steps: readonly Named[] })[];
  readonly expectedErrors: readonly Named[];
}

interface Named {
  readonly do?: string;
  readonly name?: string;
  readonly knownIssue?: string | undefined;
}

function allSteps({ parts, entries }: Steps): Named[] {
  return [
    ...Object.values(parts).flat(),
    ...entries.flatMap(({ steps }) => steps),
  ];
}

function namesIn(expectations: Steps, action: string): string[] {
  return allSteps(expectations)
    .flatMap((step) => step.do === action ? [step.name ?? ""] : []);
}

function knownIssuesIn(expectations: Steps): string[] {
  return [
    ...allSteps(expectations),
    ...expectations.entries,
    ...expectations.expectedErrors,
  ]
    .flatMap(({ knownIssue }) => knownIssue === undefined ? [] : [knownIssue]);
}

/**
 * Reads the text of a `expect.json`.
 *
 * @param file its name, for the error
 * @throws {UserError} naming the first field that is wrong
 */
export function parseExpectations(
  source: string,
  file: string,
): FlakeExpectations {
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
    hint: "See docs/expectations.md for what an expect.json can say.",
  });
}
