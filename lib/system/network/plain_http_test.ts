import assert from "node:assert/strict";
import { ask } from "./plain_http.ts";

/** Milliseconds, generous: no test here may depend on them. */
const PATIENT = { deadline: 60_000 };

/** Answers every connection with these bytes; keeps it open if told so. */
function rawServer(
  answer: string,
  { keepsOpen = false } = {},
): AsyncDisposable & { readonly url: string } {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open: Deno.TcpConn[] = [];
  const served = (async () => {
    for await (const connection of listener) {
      await connection.read(new Uint8Array(8192));
      await connection.write(new TextEncoder().encode(answer));
      if (keepsOpen) open.push(connection);
      else connection.close();
    }
  })();
  return {
    url: `http://127.0.0.1:${listener.addr.port}/`,
    async [Symbol.asyncDispose]() {
      listener.close();
      await served.catch(() => undefined);
      open.forEach((connection) => connection.close());
    },
  };
}

Deno.test("ask() reads whole answers, whatever ends them", async () => {
  const body = "ä".repeat(100_000);
  const { length } = new TextEncoder().encode(body);
  const answered = { kind: "answered", status: 200, text: body };
  const head = "HTTP/1.1 200 OK\r\n";
  {
    await using server = rawServer(`${head}\r\n${body}`);
    assert.deepEqual(await ask(server.url, PATIENT), answered);
  }
  await using server = rawServer(
    `${head}Content-Length: ${length}\r\n\r\n${body}`,
    { keepsOpen: true },
  );
  assert.deepEqual(await ask(server.url, PATIENT), answered);
});

Deno.test("ask() sends JSON, to IPv6 too", async () => {
  const seen: unknown[] = [];
  await using server = Deno.serve(
    { hostname: "::1", port: 0, onListen() {} },
    async (request) => {
      const { pathname, search } = new URL(request.url);
      seen.push([request.method, pathname + search, await request.json()]);
      return new Response("no", { status: 404 });
    },
  );
  const url = `http://[::1]:${server.addr.port}/api/show?x=1`;
  assert.deepEqual(await ask(url, { ...PATIENT, json: { model: "ä" } }), {
    kind: "answered",
    status: 404,
    text: "no",
  });
  assert.deepEqual(seen, [["POST", "/api/show?x=1", { model: "ä" }]]);
});

Deno.test("ask() tells apart no one, silence, half an answer and no HTTP", async () => {
  const gone = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = gone.addr;
  gone.close();
  assert.deepEqual(await ask(`http://127.0.0.1:${port}/`, PATIENT), {
    kind: "unreachable",
    why: "connection refused",
  });
  await using silent = rawServer("", { keepsOpen: true });
  assert.deepEqual(await ask(silent.url, { deadline: 50 }), { kind: "silent" });
  await using half = rawServer(
    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
    { keepsOpen: true },
  );
  assert.deepEqual(await ask(half.url, { deadline: 50 }), { kind: "silent" });
  await using other = rawServer("220 mail.example\r\n");
  assert.deepEqual(await ask(other.url, PATIENT), { kind: "garbled" });
});
