import assert from "node:assert/strict";
import { ADDRESSES } from "../support/app/app_addresses.ts";
import { startAppServer } from "../support/app/app_server.ts";
import { rawRequest, statusOf } from "../support/app/raw_request.ts";
import { testPython } from "../support/setup/test_python.ts";

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
    const answer = await rawRequest(app, {
      request: "GET /",
      headers: [`Host: ${host}`],
    });
    assert.equal(statusOf(answer), status, host);
  }
  const twice = await rawRequest(app, {
    request: "GET /",
    headers: [
      "Host: localhost",
      "Host: evil",
    ],
  });
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
    const answer = await rawRequest(app, {
      request: "POST /counter",
      headers: [
        `Host: 127.0.0.1:${app.port}`,
        "Content-Length: 0",
        ...headers,
      ],
    });
    assert.equal(statusOf(answer), status, headers.join(", "));
    if (status === 303) accepted++;
  }
  const page = await (await app.fetch("/counter")).text();
  assert.ok(page.includes(`<output id="count">${accepted}</output>`), page);
});

Deno.test("server.py protects every answer, refusals included", async () => {
  await using app = await startAppServer();
  for (const host of ["localhost", "evil.example"]) {
    const answer = await rawRequest(app, {
      request: "GET /",
      headers: [`Host: ${host}`],
    });
    assert.match(answer, /content-security-policy: default-src 'none'/i);
    assert.match(answer, /frame-ancestors 'none'/i);
    assert.ok(!/unsafe-(inline|eval)/.test(answer));
    assert.match(answer, /x-content-type-options: nosniff/i);
    assert.match(answer, /referrer-policy: same-origin/i);
    assert.ok(!/^set-cookie:/im.test(answer));
  }
});

Deno.test("server.py knows no address beside those that are tested here", async () => {
  await using app = await startAppServer();
  const script = "import app.web as web; app = web.create_app(None)._app\n" +
    "for route in app.routes:\n" +
    "    for method in set(route.methods) - {'HEAD'}: print(method, route.path)";
  const { stdout } = await new Deno.Command(await testPython(), {
    args: ["-B", "-c", script],
    cwd: app.dir,
  }).output();
  const known = Object.entries(ADDRESSES).flatMap(([method, paths]) =>
    paths.map((path) => `${method} ${path}`)
  );
  for (const line of new TextDecoder().decode(stdout).trim().split("\n")) {
    const pattern = RegExp(`^${line.replace(/{\w+}/g, "[^/]+")}$`);
    assert.ok(known.some((address) => pattern.test(address)), line);
  }
});

Deno.test("server.py gives and does nothing for other sites, at any address", async () => {
  await using app = await startAppServer();
  const own = `127.0.0.1:${app.port}`;
  const ask = async (request: string, headers: string[]): Promise<number> => {
    const length = request.startsWith("POST") ? ["Content-Length: 0"] : [];
    return statusOf(
      await rawRequest(app, { request, headers: [...length, ...headers] }),
    );
  };
  for (const path of ADDRESSES.GET) {
    const rebound = await ask(`GET ${path}`, [
      `Host: evil.example:${app.port}`,
    ]);
    assert.equal(rebound, 421, path);
  }
  for (const path of ADDRESSES.POST) {
    const request = `POST ${path}`;
    const foreign = ["Origin: http://evil.example"];
    assert.equal(await ask(request, [`Host: ${own}`, ...foreign]), 403, path);
    assert.equal(await ask(request, ["Host: evil.example", ...foreign]), 421);
    const same = [`Origin: http://${own}`];
    assert.ok(
      ![403, 421].includes(
        await ask(request, [`Host: ${own}`, ...same]),
      ),
    );
  }
});

Deno.test("server.py lets no other site read an answer", async () => {
  await using app = await startAppServer();
  const headers = { Origin: "http://evil.example" };
  for (const path of ADDRESSES.GET) {
    const answer = await app.fetch(path, { headers });
    await answer.body?.cancel();
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
    assert.equal(
      answer.headers.get("cross-origin-resource-policy"),
      "same-origin",
    );
  }
});
