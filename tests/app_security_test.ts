import assert from "node:assert/strict";
import { startAppServer } from "./app_server.ts";
import { rawRequest, statusOf } from "./raw_request.ts";

Deno.test("server.py answers to loopback's names only", async () => {
  await using app = await startAppServer();
  const expected = {
    [`127.0.0.1:${app.port}`]: 200,
    "localhost": 200,
    "LOCALHOST:1": 200,
    "[::1]:5001": 200,
    "evil.example": 421,
    "localhost.evil.example": 421,
    "127.0.0.1.evil.example:5001": 421,
    "0.0.0.0": 421,
  };
  for (const [host, status] of Object.entries(expected)) {
    const answer = await rawRequest(app, "GET /", [`Host: ${host}`]);
    assert.equal(statusOf(answer), status, host);
  }
  const twice = await rawRequest(app, "GET /", [
    "Host: localhost",
    "Host: evil",
  ]);
  assert.notEqual(statusOf(twice), 200);
});

Deno.test("server.py lets only its own pages change something", async () => {
  await using app = await startAppServer();
  const own = `http://127.0.0.1:${app.port}`;
  const cases: readonly [string[], number][] = [
    [[], 403],
    [["Origin: null"], 403],
    [["Origin: http://evil.example"], 403],
    [["Origin: http://127.0.0.1:1"], 403],
    [[`Origin: ${own}`], 303],
    [[`Origin: ${own}`, "Sec-Fetch-Site: cross-site"], 403],
    [["Sec-Fetch-Site: same-site"], 403],
    [["Sec-Fetch-Site: same-origin"], 303],
    [["Sec-Fetch-Site: none"], 303],
  ];
  let accepted = 0;
  for (const [headers, status] of cases) {
    const answer = await rawRequest(app, "POST /counter", [
      `Host: 127.0.0.1:${app.port}`,
      "Content-Length: 0",
      ...headers,
    ]);
    assert.equal(statusOf(answer), status, headers.join(", "));
    if (status === 303) accepted++;
  }
  const page = await (await fetch(`${app.url}/counter`)).text();
  assert.ok(page.includes(`<output id="count">${accepted}</output>`), page);
});

Deno.test("server.py protects every answer, refusals included", async () => {
  await using app = await startAppServer();
  for (const host of ["localhost", "evil.example"]) {
    const answer = await rawRequest(app, "GET /", [`Host: ${host}`]);
    assert.match(answer, /content-security-policy: default-src 'none'/i);
    assert.match(answer, /frame-ancestors 'none'/i);
    assert.ok(!/unsafe-(inline|eval)/.test(answer));
    assert.match(answer, /x-content-type-options: nosniff/i);
    assert.match(answer, /referrer-policy: same-origin/i);
    assert.ok(!/^set-cookie:/im.test(answer));
  }
});
