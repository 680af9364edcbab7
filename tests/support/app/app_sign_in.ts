/**
 * Signing in to the app, as its own user does.
 *
 * @module
 */
import assert from "node:assert/strict";

/** Uses a sign-in address and returns the cookie that it is exchanged for. */
export async function cookieFrom(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: "manual" });
  await answer.body?.cancel();
  assert.equal(answer.status, 303);
  const [cookie = ""] = answer.headers.getSetCookie();
  return cookie.split(";")[0] ?? "";
}
