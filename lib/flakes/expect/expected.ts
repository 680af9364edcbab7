/**
 * What an expect.json comes to in one situation.
 *
 * @module
 */
import type { NixSystem } from "../../nix/nix_config.ts";
import type {
  Condition,
  ExpectedAction,
  ExpectedEntry,
  ExpectedError,
  FlakeExpectations,
  Printed,
} from "./flake_expectations.ts";

/** Under which circumstances a revision is looked at. */
export interface Situation {
  readonly system: NixSystem;
  readonly localNix: boolean;
  readonly nvidiaSmi: boolean;
  readonly impure: boolean;
  readonly allowUnfree: boolean;
  readonly shIsBash: boolean;
}

/** An action with every name filled in; what is printed is a pattern. */
export type ResolvedAction =
  | Exclude<ExpectedAction, { do: "see" | "never" | "type" }>
  | { readonly do: "see" | "never"; readonly pattern: string }
  | {
    readonly do: "type";
    readonly line: string;
    readonly see: readonly string[];
  };

/** An action, and the known issue that it shows. */
export interface ResolvedStep {
  readonly action: ResolvedAction;
  readonly knownIssue: string | undefined;
}

/** Whether a condition holds. */
export function applies(
  { systems, platform, ...flags }: Condition,
  situation: Situation,
): boolean {
  const fits = (systems?.includes(situation.system) ?? true) &&
    (platform === undefined || situation.system.endsWith(`-${platform}`));
  const names = Object.keys(flags) as (keyof typeof flags)[];
  return fits &&
    names.every((name) =>
      flags[name] === undefined || flags[name] === situation[name]
    );
}

/** The situation that an entry makes. */
export function situationOf(
  { localNix, nvidiaSmi, impure, allowUnfree }: ExpectedEntry,
  { system, shIsBash }: Pick<Situation, "system" | "shIsBash">,
): Situation {
  return { system, shIsBash, localNix, nvidiaSmi, impure, allowUnfree };
}

/** Packages of the shell, sorted. */
export function expectedPackages(
  { packages }: FlakeExpectations,
  situation: Situation,
): string[] {
  const names = packages.filter(({ when }) => applies(when, situation))
    .flatMap(({ names }) => names);
  return [...new Set(names)].sort();
}

/** The error that evaluating must give; `undefined` where it must succeed. */
export function expectedError(
  { expectedErrors }: FlakeExpectations,
  situation: Situation,
): ExpectedError | undefined {
  return expectedErrors.find(({ when, realOnly }) =>
    !realOnly && applies(when, situation)
  );
}

/** The error that evaluating with the real nixpkgs may give. */
export function realExpectedError(
  { expectedErrors }: FlakeExpectations,
  situation: Situation,
): ExpectedError | undefined {
  return expectedErrors.find(({ when, realOnly }) =>
    realOnly && applies(when, situation)
  );
}

/** Entries of a tier that make sense for a system. */
export function expectedEntries(
  { entries }: FlakeExpectations,
  { tier, host }: {
    readonly tier: ExpectedEntry["tier"];
    readonly host: Pick<Situation, "system" | "shIsBash">;
  },
): ExpectedEntry[] {
  return entries.filter((entry) =>
    entry.tier === tier && applies(entry.when, situationOf(entry, host))
  );
}

/**
 * The steps of an entry, parts put in, without those that do not apply.
 *
 * @param dir name of the directory in which the shell is entered
 */
export function expectedSteps(
  expectations: FlakeExpectations,
  { entry, situation, dir }: {
    readonly entry: ExpectedEntry;
    readonly situation: Situation;
    readonly dir: string;
  },
): ResolvedStep[] {
  const names: Record<string, string> = {
    system: situation.system,
    directory: dir,
    Directory: dir.charAt(0).toUpperCase() + dir.slice(1).toLowerCase(),
  };
  const filled = (source: string, write: (value: string) => string): string =>
    source.replace(
      /\{(system|directory|Directory)\}/g,
      (_, name: string) => write(names[name] ?? ""),
    );
  const asPattern = (printed: Printed): string =>
    "pattern" in printed
      ? filled(printed.pattern, escaped)
      : `^${escaped(filled(printed.line, (value) => value))}\\s*$`;
  const concrete = (action: ExpectedAction): ResolvedAction => {
    switch (action.do) {
      case "see":
      case "never":
        return { do: action.do, pattern: asPattern(action) };
      case "type":
        return { ...action, see: action.see.map(asPattern) };
      default:
        return action;
    }
  };
  const steps = (list: ExpectedEntry["steps"]): ResolvedStep[] =>
    list.flatMap(({ when, knownIssue, ...action }) => {
      if (!applies(when, situation)) return [];
      return action.do === "part"
        ? steps(expectations.parts[action.name] ?? [])
        : [{ action: concrete(action), knownIssue }];
    });
  return steps(entry.steps);
}

/** Text as a regular expression that matches just that. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
