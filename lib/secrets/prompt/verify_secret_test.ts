import assert from "node:assert/strict";
import type { SecretCheck } from "../../workspace/workspace.ts";
import {
  type FakeServer,
  fakeSystem,
  json,
} from "../../../tests/support/fake/fake_system.ts";
import { type Verdict, verifySecret } from "./verify_secret.ts";

const URL = "https://api.example/v1/me";

function verdict(
  server: FakeServer,
  check: Partial<SecretCheck> = {},
): Promise<Verdict> {
  const system = fakeSystem({ servers: { [URL]: server } });
  return verifySecret(system, {
    check: { url: URL, ...check },
    value: "value",
  });
}

Deno.test("verifySecret() goes by the status", async () => {
  const cases: readonly (readonly [number, Verdict["outcome"]])[] = [
    [200, "works"],
    [299, "works"],
    [199, "unclear"],
    [301, "unclear"],
    [400, "refused"],
    [401, "refused"],
    [499, "refused"],
    // Too late, too many, and the server's own faults say nothing of a value.
    [408, "unclear"],
    [429, "unclear"],
    [500, "unclear"],
  ];
  for (const [status, outcome] of cases) {
    const why = `api.example answered ${status}`;
    assert.deepEqual(await verdict(json({}, status)), { outcome, why });
  }
});

Deno.test("verifySecret() goes by the declared statuses where there are some", async () => {
  const check = { status: [404] };
  assert.equal((await verdict(json({}, 404), check)).outcome, "works");
  assert.equal((await verdict(json({}, 200), check)).outcome, "unclear");
  assert.equal((await verdict(json({}, 403), check)).outcome, "refused");
});

Deno.test("verifySecret() says nothing of a value without an answer", async () => {
  assert.deepEqual(await verdict({ kind: "silent" }), {
    outcome: "unclear",
    why: "api.example did not answer",
  });
});

Deno.test("verifySecret() puts the value where it belongs, encoded in the URL alone", async () => {
  const value = "a b&$&{value}";
  const url = `https://api.example/?key=${encodeURIComponent(value)}`;
  const system = fakeSystem({ servers: { [url]: json({}) } });
  const headers = { authorization: "Bearer {value}", accept: "text/plain" };
  await verifySecret(system, {
    check: {
      url: "https://api.example/?key={value}",
      method: "POST",
      headers,
      body: '{"key":"{value}","again":"{value}"}',
    },
    value,
  });
  assert.deepEqual(system.sent, [{
    url,
    method: "POST",
    headers: { ...headers, authorization: `Bearer ${value}` },
    body: `{"key":"${value}","again":"${value}"}`,
    deadline: 10_000,
    signal: undefined,
  }]);
});

Deno.test("verifySecret() does not tell the value, wherever it is", async () => {
  const url = "https://value.example/{value}";
  const system = fakeSystem({
    servers: { "https://value.example/canary": json({}, 401) },
  });
  const { why } = await verifySecret(system, {
    check: { url },
    value: "canary",
  });
  assert.equal(why, "value.example answered 401");
});
