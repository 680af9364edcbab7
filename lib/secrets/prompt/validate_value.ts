/**
 * Values that cannot be kept.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import type { SecretInput } from "../../workspace/workspace.ts";
import {
  LONGEST_VARIABLE,
  variableSize,
} from "../../services/launch/environment/environment_size.ts";
import { matches } from "../store/secret_state.ts";

/**
 * Says what is wrong with a value, as the end of a sentence and without the
 * value; `undefined` when nothing is.
 */
export function valueProblem(
  name: string,
  value: string,
  declared?: SecretInput,
): string | undefined {
  if (value === "") return "it is empty";
  if (value.includes("\0")) return "a variable cannot contain a NUL character";
  if (variableSize(name, value) > LONGEST_VARIABLE) {
    const longest = LONGEST_VARIABLE - variableSize(name, "");
    return `it is longer than ${longest} bytes, the limit for a variable`;
  }
  if (!matches(declared, value)) {
    return `it does not match the pattern ${declared?.pattern}`;
  }
  return undefined;
}

/**
 * Refuses a value that cannot be kept.
 *
 * @throws {UserError} saying why, without the value
 */
export function refuseUnusable(
  name: string,
  value: string,
  declared?: SecretInput,
): void {
  const complaint = valueProblem(name, value, declared);
  if (complaint === undefined) return;
  throw new UserError(`Cannot use this value for ${name}: ${complaint}`, {
    hint: declared?.url ? `See ${declared.url}` : "Nothing was changed.",
    exitCode: value === "" ? EXIT.needsUser : EXIT.failed,
  });
}
