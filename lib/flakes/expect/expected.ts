/**
 * What a promise comes to in one situation.
 *
 * @module
 */
import type { NixSystem } from "../../nix/nix_config.ts";
import type {
  Condition,
  FlakePromise,
  Printed,
  PromiseAction,
  PromiseEntry,
  Refusal,
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
export type PromisedAction =
  | Exclude<PromiseAction, { do: "see" | "never" | "type" }>
  | { readonly do: "see" | "never"; readonly pattern: string }
  | {
    readonly do: "type";
    readonly line: string;
    readonly see: readonly string[];
  };

/** An action, and the weakness that it shows. */
export interface PromisedStep {
  readonly action: PromisedAction;
  readonly weakness: string | undefined;
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
  { localNix, nvidiaSmi, impure, allowUnfree }: PromiseEntry,
  { system, shIsBash }: Pick<Situation, "system" | "shIsBash">,
): Situation {
  return { system, shIsBash, localNix, nvidiaSmi, impure, allowUnfree };
}

/** Packages of the shell, sorted. */
export function promisedPackages(
  { packages }: FlakePromise,
  situation: Situation,
): string[] {
  const names = packages.filter(({ when }) => applies(when, situation))
    .flatMap(({ names }) => names);
  return [...new Set(names)].sort();
}

/** The error that evaluating must give; `undefined` where it must succeed. */
export function promisedRefusal(
  { refused }: FlakePromise,
  situation: Situation,
): Refusal | undefined {
  return refused.find(({ when, realOnly }) =>
    !realOnly && applies(when, situation)
  );
}

/** The error that evaluating with the real nixpkgs may give. */
export function realRefusal(
  { refused }: FlakePromise,
  situation: Situation,
): Refusal | undefined {
  return refused.find(({ when, realOnly }) =>
    realOnly && applies(when, situation)
  );
}

/** Entries of a tier that make sense for a system. */
export function promisedEntries(
  { entries }: FlakePromise,
  tier: PromiseEntry["tier"],
  host: Pick<Situation, "system" | "shIsBash">,
): PromiseEntry[] {
  return entries.filter((entry) =>
    entry.tier === tier && applies(entry.when, situationOf(entry, host))
  );
}

/**
 * The steps of an entry, parts put in, without those that do not apply.
 *
 * @param folder name of the folder in which the shell is entered
 */
export function promisedSteps(
  promise: FlakePromise,
  entry: PromiseEntry,
  situation: Situation,
  folder: string,
): PromisedStep[] {
  const names: Record<string, string> = {
    system: situation.system,
    folder,
    Folder: folder.charAt(0).toUpperCase() + folder.slice(1).toLowerCase(),
  };
  const filled = (source: string, write: (value: string) => string): string =>
    source.replace(
      /\{(system|folder|Folder)\}/g,
      (_, name: string) => write(names[name] ?? ""),
    );
  const asPattern = (printed: Printed): string =>
    "pattern" in printed
      ? filled(printed.pattern, escaped)
      : `^${escaped(filled(printed.line, (value) => value))}\\s*$`;
  const concrete = (action: PromiseAction): PromisedAction => {
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
  const steps = (list: PromiseEntry["steps"]): PromisedStep[] =>
    list.flatMap(({ when, weakness, ...action }) => {
      if (!applies(when, situation)) return [];
      return action.do === "part"
        ? steps(promise.parts[action.name] ?? [])
        : [{ action: concrete(action), weakness }];
    });
  return steps(entry.steps);
}

/** Text as a regular expression that matches just that. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
