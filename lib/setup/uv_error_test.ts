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
  assert.equal(causeOf(""), "it gave no reason");
});

Deno.test("explainUvError() names the remedy that fits", () => {
  const hints = [
    ["error: Hash mismatch for `six`", /--upgrade/],
    ["error: No space left on device (os error 28)", /disk space/],
    ["error: tunnel error: unsuccessful", /HTTPS_PROXY/],
    ["error: dns error", /network/],
    ["× No solution found", /requirements\.txt/],
  ] as const;
  for (const [stderr, hint] of hints) {
    assert.match(explainUvError("install", stderr).hint ?? "", hint);
  }
});
