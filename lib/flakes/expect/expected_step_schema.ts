/**
 * What a step of an expect.json may say.
 *
 * @module
 */
import * as v from "valibot";
import { SYSTEMS } from "../../nix/nix_config.ts";

/** Text that says something. */
export const text = v.pipe(v.string(), v.nonEmpty("must not be empty"));
/** The source of a regular expression. */
export const pattern = v.pipe(
  text,
  v.check(isPattern, "must be a regular expression"),
);
/** Names of systems. */
export const systems = v.array(v.picklist(SYSTEMS));

/** When something applies; always, where it is absent. */
export const condition = v.optional(
  v.strictObject({
    platform: v.optional(v.picklist(["linux", "darwin"])),
    systems: v.optional(systems),
    localNix: v.optional(v.boolean()),
    nvidiaSmi: v.optional(v.boolean()),
    impure: v.optional(v.boolean()),
    allowUnfree: v.optional(v.boolean()),
    shIsBash: v.optional(v.boolean()),
  }),
  {},
);

/** What every step and every refusal may have. */
export const common = { when: condition, knownIssue: v.optional(text) };

const printed = v.union([
  v.strictObject({ line: v.string() }),
  v.strictObject({ pattern }),
], 'must have a "line" or a "pattern"');

/** A step whose only field beside the common ones is a URL or a pattern. */
const url = v.pipe(text, v.url("must be a URL"));

/** "see" and "never" come with either of two fields. */
const seeing = <N extends "see" | "never">(name: N) =>
  [
    v.strictObject({ do: v.literal(name), line: text, ...common }),
    v.strictObject({ do: v.literal(name), pattern, ...common }),
  ] as const;

/** One step. */
export const step = v.union([
  v.strictObject({ do: v.literal("prompt"), ...common }),
  ...seeing("see"),
  ...seeing("never"),
  v.strictObject({
    do: v.literal("type"),
    line: text,
    see: v.optional(v.array(printed), []),
    ...common,
  }),
  v.strictObject({
    do: v.literal("variable"),
    name: text,
    pattern: v.nullable(pattern),
    ...common,
  }),
  v.strictObject({
    do: v.literal("programs"),
    names: v.array(text),
    ...common,
  }),
  v.strictObject({
    do: v.literal("file"),
    path: text,
    state: v.picklist(["present", "executable", "absent"]),
    ...common,
  }),
  v.strictObject({ do: v.literal("answers"), url, ...common }),
  v.strictObject({ do: v.literal("silent"), url, ...common }),
  v.strictObject({ do: v.literal("opened"), pattern, ...common }),
  v.strictObject({ do: v.literal("runs"), pattern, ...common }),
  v.strictObject({ do: v.literal("press"), keys: text, ...common }),
  v.strictObject({
    do: v.literal("leave"),
    exits: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    ...common,
  }),
  v.strictObject({
    do: v.literal("end"),
    code: v.optional(v.pipe(v.number(), v.integer())),
    ...common,
  }),
  v.strictObject({
    do: v.literal("survivors"),
    patterns: v.array(pattern),
    ...common,
  }),
  v.strictObject({ do: v.literal("part"), name: text, ...common }),
], "is not a valid step: its name or fields are wrong");

function isPattern(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
