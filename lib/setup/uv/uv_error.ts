/**
 * Saying in one line why an installer failed.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { maskCredentials } from "../lock/requirements/credentials.ts";
import { UserError } from "../../core/errors.ts";

/** Remedies by what the installer's words contain; the first that fits. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /an index .{0,400}\b40[13] (?:unauthorized|forbidden)|status client error \(40[13]|40[13] client error|http error 40[13]|authentication failed/i,
    `Correct the user name, password or token for it, then run: ${HEARTH} setup`,
  ],
  [
    /lockfile .{0,80}needs to be updated/i,
    `Run "uv lock", which brings it up to date, then: ${HEARTH} setup`,
  ],
  [
    /hash mismatch|do not match the hashes/i,
    `The lock and the index disagree: restore requirements.lock from version control, or run: ${HEARTH} setup --upgrade`,
  ],
  [
    /no space left|disk quota/i,
    `Free some disk space, then run: ${HEARTH} setup`,
  ],
  [
    /permission denied|read-only file system/i,
    `Make the directory writable, then run: ${HEARTH} setup`,
  ],
  [
    /certificate|UnknownIssuer/i,
    `Set SSL_CERT_FILE to your network's certificate file, then run: ${HEARTH} setup`,
  ],
  [
    /proxy|tunnel|407/i,
    `Check HTTPS_PROXY and the proxy's rules, then run: ${HEARTH} setup`,
  ],
  [
    /dns error|failed to lookup|connection refused|connect error|timed out|network|client error \(connect\)|error sending request|temporary failure|unreachable|name resolution/i,
    `Connect to the network, then run: ${HEARTH} setup`,
  ],
  [
    /not found in the package registry|no versions? of|no solution found|no matching distribution|could not find a version/i,
    `Fix the line in requirements.txt, then run: ${HEARTH} setup`,
  ],
  [
    /failed to build `?[\w.-]+ @ file:/i,
    "Fix the project so that it can be built, or leave it out with python.exclude in workspace.ts.",
  ],
  [
    /failed to build|build backend|compil/i,
    "The package has no wheel for this machine and this Python: choose another version of it, or of Python in workspace.ts, or install what its build needs.",
  ],
];

/** How uv and pip say that an index refuses the credentials. */
const REFUSED = [
  /An index(?: URL)? \(`?(?<url>[^\s`]+?)`?\) .{0,200}?(?<status>40[13] \w+)/,
  /(?<status>40[13]) Client Error: .*? for url: (?<url>\S+)/,
];

/**
 * Turns an installer's standard error into one sentence and a remedy.
 *
 * @param details what it said elsewhere
 */
export function explainUvError(
  purpose: string,
  stderr: string,
  details = "",
): UserError {
  const said = `${stderr}\n${details}`.replace(/\s+/g, " ");
  const refused = REFUSED.map((pattern) => pattern.exec(said)?.groups)
    .find((groups) => groups !== undefined);
  const cause = refused
    ? `the package index ${
      maskCredentials(refused.url ?? "")
    } rejected the credentials (${refused.status})`
    : causeOf(stderr);
  const python = /does not satisfy Python\s*>=\s*(3\.\d+)/.exec(said)?.[1];
  const hint = python !== undefined
    ? `Set python: { version: ">=${python}" } in workspace.ts, then run: ${HEARTH} setup`
    : REMEDIES.find(([pattern]) => pattern.test(said))?.[1] ??
      `Fix the cause, then run: ${HEARTH} setup`;
  return new UserError(`Cannot ${purpose}: ${cause}`, { hint });
}

/** The error with its causes, without drawings and addresses' secrets. */
export function causeOf(stderr: string): string {
  const lines = stderr.split(/\r?\n/).map((line) => line.trimEnd());
  const first = lines.findIndex((line) => /^\s*(error:|×|ERROR:)/.test(line));
  const relevant = (first < 0 ? lines.slice(-3) : lines.slice(first))
    .filter((line) =>
      line !== "" && !/^\s*(hint:|help:|\[notice\])/.test(line)
    );
  const words = relevant
    .map((line) =>
      line.replace(/^\s*(error:|ERROR:|×|╰─▶|├─▶|│|Caused by:|cause:)\s*/, "")
        .trim()
    )
    .filter((line) => line !== "");
  const text = maskCredentials(
    words.slice(0, 6).join(" ").replace(/\s+/g, " "),
    // A draft is gone when the user looks for it.
  ).replace(
    /(?:[^\s`]*\/)?\.hearth\/(requirements[\w-]*\.lock)[\w.]*\.draft/g,
    "$1",
  );
  return text === "" ? "it gave no reason" : text.replace(/\.$/, "");
}
