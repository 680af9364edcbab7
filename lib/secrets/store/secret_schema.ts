/**
 * What `workspace.ts` may say of a secret.
 *
 * @module
 */
import * as v from "valibot";
import { VARIABLE_NAME } from "./secret_name.ts";

/** Where the value is in a check's texts. */
export const PLACEHOLDER = "{value}";

const text = v.pipe(v.string(), v.nonEmpty("must not be empty"));
const status = v.pipe(
  v.number(),
  v.integer("must be an HTTP status"),
  v.minValue(100, "must be an HTTP status"),
  v.maxValue(599, "must be an HTTP status"),
);

const check = v.pipe(
  v.strictObject({
    url: v.pipe(
      v.string(),
      v.check(isSafeUrl, "must be an https:// URL, or http:// on loopback"),
    ),
    method: v.optional(
      v.picklist(["GET", "HEAD", "POST"], 'must be "GET", "HEAD" or "POST"'),
    ),
    headers: v.optional(
      v.record(
        v.pipe(
          v.string(),
          v.regex(/^[\w!#$%&'*+.^`|~-]+$/, "must be the name of a header"),
        ),
        v.string(),
      ),
    ),
    body: v.optional(v.string()),
    status: v.optional(
      v.pipe(
        v.array(status),
        v.minLength(1, "must list at least one HTTP status"),
      ),
    ),
  }),
  v.check(
    ({ url, headers = {}, body = "" }) =>
      [url, body, ...Object.values(headers)].some((text) =>
        text.includes(PLACEHOLDER)
      ),
    `must contain ${PLACEHOLDER} in place of the secret`,
  ),
);

/** Secrets by the variable that holds the value. */
export const secrets = v.record(
  v.pipe(
    v.string(),
    v.regex(VARIABLE_NAME, "must be a valid name for an environment variable"),
  ),
  v.strictObject({
    prompt: text,
    help: v.optional(text),
    url: v.optional(v.pipe(v.string(), v.url("must be a URL"))),
    pattern: v.optional(
      v.pipe(v.string(), v.check(isPattern, "must be a regular expression")),
    ),
    check: v.optional(check),
    optional: v.optional(v.boolean()),
  }),
);

function isPattern(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Whether a secret may travel there. */
function isSafeUrl(text: string): boolean {
  const url = URL.parse(text);
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
  return url?.protocol === "https:" ||
    url?.protocol === "http:" && isLoopback.test(url.hostname);
}
