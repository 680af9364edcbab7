/**
 * What a run of `bench` found, as `--json` prints it and `compare` reads it.
 *
 * @module
 */
import * as v from "valibot";
import { UserError } from "../../core/errors.ts";
import { HEARTH } from "../../system/launcher.ts";
import type { System } from "../../system/mod.ts";

/** Changes when what a field means does. */
export const FORMAT = "hearth-bench/1";

const ratio = v.object({
  value: v.number(),
  low: v.number(),
  high: v.number(),
});

const comparison = v.object({
  verdict: v.picklist(["slower", "faster", "same", "noisy"]),
  value: v.number(),
  low: v.number(),
  high: v.exactOptional(v.number()),
  detectable: v.exactOptional(v.number()),
});

const figure = v.object({
  suite: v.string(),
  title: v.string(),
  /** Variant to which the others are compared. */
  floor: v.string(),
  variants: v.array(v.object({
    name: v.string(),
    kind: v.picklist(["hearth", "floor", "bash", "rival"]),
    /** Milliseconds, by round. */
    times: v.array(v.number()),
    median: v.number(),
    spread: v.number(),
    /** Times the floor, with its 95 percent interval. */
    ratio,
    /** Milliseconds over the floor's median, negative when under. */
    over: v.number(),
    /** With `--against`: what the gate says of the times. */
    comparison: v.exactOptional(comparison),
    /** Instructions of the same work, where they were counted. */
    instructions: v.exactOptional(v.object({
      counts: v.array(v.number()),
      median: v.number(),
      comparison: v.exactOptional(comparison),
    })),
  })),
  /** What counted instructions, with its version. */
  counter: v.exactOptional(v.string()),
  /** Whether the variants of a round ran at the same time. */
  together: v.exactOptional(v.boolean()),
  /** Whether measuring ended before it was to. */
  interrupted: v.exactOptional(v.boolean()),
  budgets: v.array(v.object({
    variant: v.string(),
    of: v.string(),
    /** Milliseconds that the median may be over, or times as long. */
    over: v.optional(v.number()),
    ratio: v.optional(v.number()),
    found: v.number(),
    held: v.boolean(),
  })),
});

const schema = v.object({
  format: v.literal(FORMAT),
  /** When it began, by ISO 8601. */
  begun: v.string(),
  machine: v.object({
    os: v.string(),
    arch: v.string(),
    cpu: v.string(),
    cores: v.number(),
    /** Bytes. */
    memory: v.number(),
    /** Average of the minute before the run. */
    load: v.optional(v.number()),
    /** Versions of the programs that were measured with, by name. */
    programs: v.record(v.string(), v.string()),
  }),
  /** Commit of the checkout, with `+` when it was changed since. */
  commit: v.optional(v.string()),
  /**
   * With `--against`: the other commit, how much slower fails, and how likely a
   * run calls something slower that is not, at most.
   */
  against: v.optional(v.object({
    ref: v.string(),
    gate: v.number(),
    alpha: v.exactOptional(v.number()),
  })),
  /** What was left out, and why. */
  notes: v.array(v.string()),
  figures: v.array(figure),
});

/** Everything about one run. */
export type Report = v.InferOutput<typeof schema>;

/** One figure of a {@linkcode Report}. */
export type FigureReport = Report["figures"][number];

/** One variant of a {@linkcode FigureReport}. */
export type VariantReport = FigureReport["variants"][number];

/** The machine on which a run was made. */
export type Machine = Report["machine"];

/**
 * Reads a result that `bench --json` printed.
 *
 * @throws {UserError} when there is none in the file
 */
export async function readReport(
  { fs }: Pick<System, "fs">,
  path: string,
): Promise<Report> {
  const text = await fs.readText(path);
  if (text === undefined) {
    throw new UserError(`Cannot find "${path}"`, {
      hint: `Create one with "${HEARTH} bench --json >FILE".`,
    });
  }
  try {
    return v.parse(schema, JSON.parse(text));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`Cannot read "${path}" as a result: ${message}`, {
      hint: `Create one with "${HEARTH} bench --json >FILE".`,
      cause,
    });
  }
}
