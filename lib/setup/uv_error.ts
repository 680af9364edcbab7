/**
 * Saying in one line why an installer failed.
 *
 * @module
 */
import { UserError } from "../errors.ts";

/** Remedies by what the installer's words contain; the first that fits. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /hash mismatch|do not match the hashes/i,
    "The lock and the index disagree: restore requirements.lock from version control, or type: deno task setup --upgrade",
  ],
  [
    /no space left|disk quota/i,
    "Free some disk space, then type: deno task setup",
  ],
  [
    /permission denied|read-only file system/i,
    "Make the folder writable for you, then type: deno task setup",
  ],
  [
    /certificate|UnknownIssuer/i,
    "Name the network's certificate file in SSL_CERT_FILE, then type: deno task setup",
  ],
  [
    /proxy|tunnel|407/i,
    "Look at HTTPS_PROXY and what the proxy allows, then type: deno task setup",
  ],
  [
    /dns error|failed to lookup|connection refused|connect error|timed out|network|client error \(connect\)|error sending request|temporary failure|unreachable|name resolution/i,
    "The network is needed once; when it is there, type: deno task setup",
  ],
  [
    /not found in the package registry|no versions? of|no solution found|no matching distribution|could not find a version/i,
    "Mend the line in requirements.txt, then type: deno task setup",
  ],
  [
    /failed to build|build backend|compil/i,
    "The package has no ready-made build for this machine: choose another version in requirements.txt, or install what its build asks for.",
  ],
];

/** Turns an installer's standard error into one sentence and a remedy. */
export function explainUvError(purpose: string, stderr: string): UserError {
  const cause = causeOf(stderr);
  const hint = REMEDIES.find(([pattern]) => pattern.test(stderr))?.[1] ??
    "Mend what it names, then type: deno task setup";
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
      line.replace(/^\s*(error:|ERROR:|×|╰─▶|├─▶|│|Caused by:)\s*/, "").trim()
    )
    .filter((line) => line !== "");
  const text = words.slice(0, 6).join(" ").replace(/\s+/g, " ")
    .replace(/\/\/[^/@\s]+@/g, "//***@");
  return text === "" ? "it gave no reason" : text.replace(/\.$/, "");
}
