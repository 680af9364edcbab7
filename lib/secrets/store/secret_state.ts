/**
 * Which secrets there are, and where their values come from.
 *
 * @module
 */
import type { SecretInput, Workspace } from "../../workspace/workspace.ts";
import type { StoredValues } from "./stored_values.ts";

/** Where a value may come from. */
export type SecretSource = "environment" | "keyring" | ".env";

/** A secret as the workspace's programs would find it. */
export interface SecretState {
  readonly name: string;
  /** Absent for what is in `.env` though `workspace.ts` does not name it. */
  readonly declared: SecretInput | undefined;
  /** Absent when it is missing; an empty value is no value. */
  readonly value: string | undefined;
  /** What was exported wins over what is kept, as with python-dotenv. */
  readonly from: SecretSource | undefined;
  /** Whether the value is as its pattern wants it. */
  readonly isValid: boolean;
}

/** Finds the declared secrets, then what else is in `.env`. */
export function secretStates(
  { secrets }: Pick<Workspace, "secrets">,
  { dotenv, keyring }: StoredValues,
  exported: (name: string) => string | undefined,
): SecretState[] {
  const names = new Set([...Object.keys(secrets), ...Object.keys(dotenv)]);
  return [...names].map((name) => {
    const declared = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    const isInKeyring = Object.hasOwn(keyring, name);
    const kept = isInKeyring
      ? keyring[name]
      : Object.hasOwn(dotenv, name)
      ? dotenv[name]
      : undefined;
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
    // A service was given the kept values in its environment.
    const store = isInKeyring ? "keyring" : ".env";
    const from = value === kept ? store : "environment";
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
