/**
 * Passwords in addresses.
 *
 * @module
 */
import { HEARTH } from "../../../system/launcher.ts";
import { UserError } from "../../../core/errors.ts";
import { optionOf } from "./requirement_line.ts";
import type { RequirementsFile } from "./requirements.ts";

/** User, password and host of each address in a text. */
const ADDRESS = /([a-z][a-z0-9+.-]*):\/\/([^\s/?#"'`<>]*)@([^\s/?#@"'`<>]*)/gi;

/** The text with addresses' users and passwords hidden. */
export function maskCredentials(text: string): string {
  return text.replace(ADDRESS, "$1://***@$3");
}

/** Hosts of addresses with a password that is no variable. */
export function hostsWithPassword(text: string): string[] {
  return [...text.matchAll(ADDRESS)].flatMap(
    ([, scheme = "", user = "", host = ""]) => {
      const [name = "", password] = user.split(/:(.*)/s);
      // A token is often given as the user; `git` is what git calls everybody.
      const isWeb = /https?$/i.test(scheme) && name !== "git";
      const secret = password ?? (isWeb ? name : "");
      return secret.replace(/\$\{[A-Z0-9_]+\}/g, "") === "" ? [] : [host];
    },
  );
}

/**
 * Refuses requirements whose password a lock would repeat. Options that name
 * an index stay out of locks.
 *
 * @throws {UserError} naming the host and what to write instead
 */
export function refusePasswords(
  lock: string,
  files: readonly RequirementsFile[],
): void {
  for (const { name, lines } of files) {
    for (const line of lines) {
      const option = optionOf(line)?.name ?? "--editable";
      const isLocked = /^--(editable|requirement|constraint)$/.test(option);
      const [host] = isLocked ? hostsWithPassword(line) : [];
      if (host === undefined) continue;
      throw new UserError(
        `Cannot lock ${name}: a URL of ${host} contains a password, which ` +
          `would be written to ${lock}`,
        {
          hint:
            `Replace it with \${TOKEN} and set the variable TOKEN, then run: ${HEARTH} setup`,
        },
      );
    }
  }
}

/**
 * Refuses the text of a lock that shows a password, wherever it is from.
 *
 * @throws {UserError} naming the host
 */
export function refusePasswordsIn(lock: string, text: string): void {
  const [host] = hostsWithPassword(text);
  if (host === undefined) return;
  throw new UserError(
    `Cannot write ${lock}: it would contain a password for ${host}`,
    {
      hint:
        "Find the URL in the requirements or in a file they include, and replace the password with ${TOKEN}.",
    },
  );
}
