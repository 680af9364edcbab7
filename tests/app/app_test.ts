import assert from "node:assert/strict";
import { startAppServer } from "../support/app/app_server.ts";
import { rawRequest, statusOf } from "../support/app/raw_request.ts";
import { testPython } from "../support/setup/test_python.ts";

Deno.test("server.py serves its pages, each with a title", async () => {
  await using app = await startAppServer({
    env: { HEARTH_WORKSPACE_NAME: "Lab <1>" },
  });
  const titles = {
    "/": "Lab &lt;1&gt;",
    "/hello": "Hello · Lab &lt;1&gt;",
    "/counter": "Counter · Lab &lt;1&gt;",
  };
  for (const [path, title] of Object.entries(titles)) {
    const answer = await app.fetch(path);
    assert.equal(answer.status, 200, path);
    const page = await answer.text();
    assert.ok(page.startsWith("<!doctype html>"), path);
    assert.ok(page.includes(`<title>${title}</title>`), page);
    assert.ok(!page.includes("deno task setup"), path);
  }
  assert.equal(await (await app.fetch("/health")).text(), "ok");
});

Deno.test("server.py answers with a page where there is none", async () => {
  await using app = await startAppServer();
  const answer = await app.fetch("/nowhere");
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /<h1>Page not found<\/h1>/);
});

Deno.test("server.py shows what a visitor typed as text", async () => {
  await using app = await startAppServer();
  const name = encodeURIComponent(`"'><script>alert(1)</script>`);
  const page = await (await app.fetch(`/hello?name=${name}`)).text();
  assert.match(page, /<h1>Hello, "'&gt;&lt;script&gt;alert/);
  assert.ok(!page.includes("<script>"), page);
  assert.match(page, /value='"&#39;&gt;&lt;script&gt;alert/);
});

Deno.test("server.py links JupyterLab without its token", async () => {
  await using app = await startAppServer({
    env: { JUPYTER_URL: "http://ada:pw@127.0.0.1:8888/lab?token=abc#def" },
  });
  const page = await (await app.fetch("/")).text();
  assert.ok(page.includes('href="http://127.0.0.1:8888/lab"'), page);
  assert.ok(!/token|ada:|#def/.test(page), page);
});

Deno.test("server.py counts every press, however many come at once", async () => {
  await using app = await startAppServer();
  const press = async (): Promise<number> => {
    const answer = await app.fetch("/counter", {
      method: "POST",
      headers: { "HX-Request": "true", Origin: app.url },
    });
    return Number(/>(\d+)</.exec(await answer.text())?.[1]);
  };
  const seen = await Promise.all(Array.from({ length: 40 }, press));
  assert.deepEqual(
    seen.toSorted((a, b) => a - b),
    Array.from({ length: 40 }, (_, index) => index + 1),
  );
});

Deno.test("server.py lets browsers keep a file until it changes", async () => {
  await using app = await startAppServer();
  const address = async (): Promise<string> => {
    const page = await (await app.fetch("/")).text();
    return /\/static\/app\.css\?v=\w+/.exec(page)?.[0] ?? "";
  };
  const first = await address();
  const answer = await app.fetch(first);
  assert.match(await answer.text(), /color-scheme/);
  assert.match(answer.headers.get("content-type") ?? "", /^text\/css/);
  assert.match(answer.headers.get("cache-control") ?? "", /immutable/);
  const known = { "If-None-Match": answer.headers.get("etag") ?? "" };
  const again = await app.fetch("/static/app.css", { headers: known });
  await again.body?.cancel();
  assert.equal(again.status, 304);
  assert.equal(again.headers.get("cache-control"), "no-cache");

  await app.edit("app/static/app.css", (text) => `${text}/* new */\n`);
  const second = await address();
  assert.notEqual(second, first);
  const old = await app.fetch(first, { headers: known });
  assert.match(await old.text(), /new/);
  assert.equal(old.headers.get("cache-control"), "no-cache");
});

Deno.test("server.py serves no file from elsewhere", async () => {
  await using app = await startAppServer();
  const paths = ["/static/../web.py", "/static/..%2fweb.py", "/static/.hidden"];
  for (const path of [...paths, "/static/%2fetc%2fpasswd", "/static/"]) {
    const answer = await rawRequest(app, {
      request: `GET ${path}`,
      headers: ["Host: localhost"],
    });
    assert.equal(statusOf(answer), 404, path);
  }
});

Deno.test("server.py works before setup and says what to run", async () => {
  await using app = await startAppServer({ assets: false });
  const page = await (await app.fetch("/counter")).text();
  assert.match(page, /deno task setup/);
  assert.ok(!page.includes("<script"), page);
  const pressed = await app.fetch("/counter", {
    method: "POST",
    headers: { Origin: app.url },
  });
  assert.equal(pressed.url, `${app.url}/counter`);
  assert.match(await pressed.text(), /<output id="count">1<\/output>/);
});

Deno.test("server.py leaves no file of its own in the workspace", async () => {
  await using app = await startAppServer();
  await (await app.fetch("/")).text();
  const names = await Array.fromAsync(
    Deno.readDir(app.dir),
    ({ name }) => name,
  );
  assert.deepEqual(names.sort(), [".hearth", "app", "server.py"]);
});

Deno.test("server.py says which port it cannot use", async () => {
  await using app = await startAppServer();
  const run = async (port: string): Promise<[number, string]> => {
    const { code, stderr } = await new Deno.Command(await testPython(), {
      args: ["server.py"],
      cwd: app.dir,
      env: { PORT: port },
    }).output();
    return [code, new TextDecoder().decode(stderr).trim()];
  };
  assert.deepEqual(await run(String(app.port)), [
    1,
    `Cannot listen on 127.0.0.1:${app.port}: Address already in use`,
  ]);
  assert.deepEqual(await run("http"), [
    1,
    'Cannot use PORT "http": it must be a number from 0 to 65535',
  ]);
});
