/**
 * What a project's dependency files say, in one shape for all kinds.
 *
 * @module
 */

/** What one dependency file declares. */
export interface Declared {
  /** Normalized names of distributions that are always installed. */
  readonly names: ReadonlySet<string>;
  /** By extra (`[project.optional-dependencies]`). */
  readonly extras: Readonly<Record<string, ReadonlySet<string>>>;
  /** By dependency group (PEP 735, or Poetry's). */
  readonly groups: Readonly<Record<string, ReadonlySet<string>>>;
  /** Range of Python versions, as in PEP 440, that setup reads as well. */
  readonly python?: string;
  /** The same, from where only another tool reads it. */
  readonly foreignPython?: string;
  /** Whether only another tool installs what it lists, as with Poetry's tables. */
  readonly isForeign?: boolean;
}

/** A file that declares nothing. */
export const NOTHING: Declared = { names: new Set(), extras: {}, groups: {} };

/** Whether a file declares anything at all. */
export function declaresAny({ names, extras, groups }: Declared): boolean {
  return names.size > 0 || Object.keys(extras).length > 0 ||
    Object.keys(groups).length > 0;
}

/** An object of TOML, YAML or JSON; an empty one for anything else. */
export function tableOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Record<string, unknown>
    : {};
}

/** The texts of a list; none for anything else. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item) => typeof item === "string")
    : [];
}

/** A text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
