/**
 * Secrets as `secret list` prints them: never a value.
 *
 * @module
 */
import { inColumns } from "../../core/text/columns.ts";
import type { SecretSource, SecretState } from "./secret_state.ts";

/** One secret in the answer of `--json`; absent things are `null`. */
export interface SecretReport {
  readonly name: string;
  readonly set: boolean;
  /** False when the value does not match the declared pattern. */
  readonly valid: boolean;
  readonly from: SecretSource | null;
  /** Whether `workspace.ts` names it. */
  readonly declared: boolean;
  readonly optional: boolean;
  readonly prompt: string | null;
  readonly help: string | null;
  readonly url: string | null;
  /** The value's last characters, when it is long enough to spare them. */
  readonly masked: string | null;
}

/** From this length on, in characters, the last ones tell two keys apart. */
const LONG = 20;
const SHOWN = 4;
const DOTS = "••••••••";

/** What programs may rely on about one secret. */
export function secretReport(
  { name, declared, value, from, isValid }: SecretState,
): SecretReport {
  return {
    name,
    set: value !== undefined,
    valid: isValid,
    from: from ?? null,
    declared: declared !== undefined,
    optional: declared?.optional ?? false,
    prompt: declared?.prompt ?? null,
    help: declared?.help ?? null,
    url: declared?.url ?? null,
    masked: value === undefined ? null : mask(value),
  };
}

/** One line a secret, in columns. */
export function secretTable(secrets: readonly SecretReport[]): string {
  return inColumns(secrets.map((secret) => [
    secret.name,
    stateOf(secret),
    secret.from ?? "",
    secret.masked ?? "",
    secret.declared ? secret.prompt ?? "" : "not in workspace.ts",
  ]));
}

function stateOf({ set, valid, optional }: SecretReport): string {
  if (set) return valid ? "set" : "malformed";
  return optional ? "not set" : "missing";
}

/** Letters and digits only: a part of a passphrase would say more. */
function mask(value: string): string {
  const isKey = value.length >= LONG && /^[\w.-]+$/.test(value);
  return DOTS + (isKey ? value.slice(-SHOWN) : "");
}
