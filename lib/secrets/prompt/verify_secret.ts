/**
 * Asking the server that knows whether a secret works.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";
import type { SecretCheck } from "../../workspace/workspace.ts";

/** What the server made of a value; `unclear` says nothing of the value. */
export interface Verdict {
  readonly outcome: "works" | "refused" | "unclear";
  /** Why, for people, without the value. */
  readonly why: string;
}

/** Milliseconds that the server is given. */
const TIMEOUT_MS = 10_000;
/** Refusals that are not the value's fault: too late, too many. */
const PASSING = [408, 429];

/** Sends the declared request. */
export async function verifySecret(
  { net }: Pick<System, "net">,
  { check: { url, method = "GET", headers = {}, body, status }, value }: {
    readonly check: SecretCheck;
    readonly value: string;
  },
  signal?: AbortSignal,
): Promise<Verdict> {
  const { host } = new URL(url);
  const fill = (text: string): string =>
    text.replaceAll("{value}", () => value);
  const answer = await net.request(
    url.replaceAll("{value}", () => encodeURIComponent(value)),
    {
      method,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [name, fill(text)]),
      ),
      body: body === undefined ? undefined : fill(body),
      deadline: TIMEOUT_MS,
      signal,
    },
  );
  if (answer === undefined) {
    return { outcome: "unclear", why: `${host} did not answer` };
  }
  const why = `${host} answered ${answer.status}`;
  const isGood = status?.includes(answer.status) ??
    (answer.status >= 200 && answer.status < 300);
  if (isGood) return { outcome: "works", why };
  const isRefused = answer.status >= 400 && answer.status < 500 &&
    !PASSING.includes(answer.status);
  return { outcome: isRefused ? "refused" : "unclear", why };
}
