import assert from "node:assert/strict";
import { causeOf, explainUvError } from "./uv_error.ts";

Deno.test("causeOf() gives the causes in one line, without a password", () => {
  assert.equal(
    causeOf(
      "Resolved 2 packages\nerror: Failed to fetch: `http://me:key@host/x/`\n" +
        "  Caused by: client error\n  Caused by: tunnel error.\n",
    ),
    "Failed to fetch: `http://***@host/x/` client error tunnel error",
  );
  assert.equal(
    causeOf(
      "  × No solution found:\n  ╰─▶ Because a was not\n      found\nhint: b",
    ),
    "No solution found: Because a was not found",
  );
  assert.equal(
    causeOf(
      "error: Unexpected '<': /w/.hearth/requirements-ai.lock.draft:2:1\n  cause: a `.hearth/requirements.lock.hashed.draft`",
    ),
    "Unexpected '<': requirements-ai.lock:2:1 a `requirements.lock`",
  );
  assert.equal(causeOf(""), "it gave no reason");
});

Deno.test("explainUvError() names the remedy that fits", () => {
  const hints = [
    ["error: Hash mismatch for `six`", /--upgrade/],
    ["error: No space left on device (os error 28)", /disk space/],
    [
      "error: The lockfile at `uv.lock` needs to be updated, but `--frozen` was provided: Missing workspace member `new`",
      /^Run "uv lock"/,
    ],
    ["error: tunnel error: unsuccessful", /HTTPS_PROXY/],
    ["error: dns error", /network/],
    [
      "x HTTP status client error (403 Forbidden) for url (h)",
      /user name, password/,
    ],
    ["× No solution found", /requirements\.txt/],
    [
      "× No solution found: the requested Python version (>=3.11) does not satisfy Python>=3.12",
      /^Set python: \{ version: ">=3\.12" \} in workspace\.ts/,
    ],
  ] as const;
  for (const [stderr, hint] of hints) {
    assert.match(explainUvError("install", stderr).hint ?? "", hint);
  }
});

Deno.test("explainUvError() names the index that rejected the credentials", () => {
  const hint = "hint: An index URL (https://me:key@host/simple) could not be " +
    "queried due to a lack of valid authentication credentials (403 Forbidden)";
  const message = "Cannot lock: the package index https://***@host/simple " +
    "rejected the credentials (403 Forbidden)";
  const notFound = "error: No solution found\n  cause: a was not found";
  assert.equal(explainUvError("lock", `${notFound}\n${hint}`).message, message);
  const byPip = explainUvError(
    "install",
    "ERROR: No matching distribution found for a",
    "Could not fetch URL https://h/a/: 401 Client Error: Unauthorized for url: https://me:key@h/a/ - skipping",
  );
  assert.match(
    byPip.message,
    /index https:\/\/\*\*\*@h\/a\/ rejected .* \(401\)/,
  );
  assert.match(byPip.hint ?? "", /user name, password/);
});
