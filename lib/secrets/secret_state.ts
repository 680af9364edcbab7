/**
 * Which secrets there are, and where their values come from.
 *
 * @module
 */
import type { SecretInput, Workspace } from "../workspace.ts";

/** A secret as the workspace's programs would find it. */
export interface SecretState {
  readonly name: string;
  /** Absent for what stands in `.env` though `workspace.ts` does not name it. */
  readonly declared: SecretInput | undefined;
  /** Absent when it is missing; an empty value is no value. */
  readonly value: string | undefined;
  /** What was exported wins over `.env`, as with python-dotenv. */
  readonly from: "environment" | ".env" | undefined;
  /** Whether the value is as its pattern wants it. */
  readonly isValid: boolean;
}

/** Finds the declared secrets, then what else stands in `.env`. */
export function secretStates(
  { secrets }: Pick<Workspace, "secrets">,
  dotenv: Readonly<Record<string, string>>,
  exported: (name: string) => string | undefined,
): SecretState[] {
  const names = new Set([...Object.keys(secrets), ...Object.keys(dotenv)]);
  return [...names].map((name) => {
    const declared = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    const kept = Object.hasOwn(dotenv, name) ? dotenv[name] : undefined;
    const value = exported(name) ?? kept;
    if (!value) {
      return {
        name,
        declared,
        value: undefined,
        from: undefined,
        isValid: true,
      };
    }
    // A service was given the values of `.env` in its environment.
    const from = value === kept ? ".env" : "environment";
    return { name, declared, value, from, isValid: matches(declared, value) };
  });
}

/** Whether a value is as its declaration's pattern wants it. */
export function matches(
  declared: SecretInput | undefined,
  value: string,
): boolean {
  return declared?.pattern === undefined ||
    new RegExp(`^(?:${declared.pattern})$`).test(value);
}

/** Declared secrets that the workspace cannot do without and has no value of. */
export function missingSecrets(
  states: readonly SecretState[],
): (SecretState & { readonly declared: SecretInput })[] {
  return states.flatMap((state) =>
    state.declared && !state.declared.optional && state.value === undefined
      ? [{ ...state, declared: state.declared }]
      : []
  );
}
