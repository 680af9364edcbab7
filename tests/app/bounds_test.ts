import assert from "node:assert/strict";
import { type AppServer, startAppServer } from "../support/app/app_server.ts";
import { httpServer } from "../support/services/odd_servers.ts";
import { rawRequest, statusOf } from "../support/app/raw_request.ts";

const MEGABYTE = 1_000_000;

/** A piece of text, again and again. */
function flood(
  piece: string,
  bytes: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const part = new TextEncoder().encode(piece.repeat(65_536 / piece.length));
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      left -= part.length;
      controller.enqueue(part);
    },
  });
}

/** Posts an object and returns the events that are answered. */
async function post(
  app: AppServer,
  path: string,
  value: unknown,
): Promise<Record<string, string>[]> {
  const answer = await app.fetch(path, {
    method: "POST",
    headers: { Origin: app.url, "Content-Type": "application/json" },
    body: JSON.stringify(value),
  });
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

const QUESTION = { text: "A secret plan", model: "tiny:latest" };

/** The most memory that the app ever had, in bytes. */
async function peakOf(app: AppServer): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${app.pid}/status`);
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

Deno.test("the chat follows Ollama's address nowhere else", async () => {
  const pathOf = ({ url }: Request): string => new URL(url).pathname;
  const asked: string[] = [];
  const wentElsewhere: string[] = [];
  await using elsewhere = httpServer((request) => {
    wentElsewhere.push(pathOf(request));
    return new Response("{}");
  });
  let status = 0;
  await using server = httpServer(async (request) => {
    await request.body?.cancel();
    const path = pathOf(request);
    asked.push(path);
    const headers = { Location: `http://${elsewhere.host}${path}` };
    return new Response(null, { status, headers });
  });
  await using app = await startAppServer({ env: { OLLAMA_HOST: server.host } });
  for (status of [301, 302, 303, 307, 308]) {
    const list = await (await app.fetch("/chat/models")).text();
    const events = await post(app, "/chat/send", QUESTION);
    const pulled = await post(app, "/chat/pull", { model: "tiny" });
    for (const text of [list, events.at(-1)?.message, pulled[0]?.problem]) {
      assert.match(text ?? "", /redirects to another address/);
    }
    assert.deepEqual(asked.splice(0), ["/api/tags", "/api/chat", "/api/pull"]);
  }
  assert.deepEqual(wentElsewhere, []);
});

Deno.test({
  name: "the app keeps little of what Ollama's address floods it with",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const answers: Readonly<Record<string, () => Response>> = {
      "a line": () => new Response(flood("x", 300 * MEGABYTE)),
      "an error": () =>
        new Response(flood("x\n", 300 * MEGABYTE), { status: 500 }),
      "what unpacks": () =>
        new Response(
          flood("x", 300 * MEGABYTE)
            .pipeThrough<Uint8Array>(new CompressionStream("gzip")),
          { headers: { "Content-Encoding": "gzip" } },
        ),
    };
    let answer = (): Response => new Response();
    await using server = httpServer(async (request) => {
      await request.body?.cancel();
      return answer();
    });
    await using app = await startAppServer({
      env: { OLLAMA_HOST: server.host },
    });
    for (const [what, flooded] of Object.entries(answers)) {
      answer = flooded;
      const list = await (await app.fetch("/chat/models")).text();
      const events = await post(app, "/chat/send", QUESTION);
      const pulled = await post(app, "/chat/pull", { model: "tiny" });
      for (const text of [list, events.at(-1)?.message, pulled[0]?.problem]) {
        assert.match(text ?? "", /sent more data than Ollama ever does/, what);
      }
    }
    assert.ok(await peakOf(app) < 200 * MEGABYTE);
    const database = `${app.dir}/.hearth/chat/conversations.db`;
    assert.ok((await Deno.stat(database)).size < MEGABYTE);
  },
});

Deno.test("a long piece of an answer is cut where an answer ends", async () => {
  const content = "word ".repeat(100_000);
  await using server = httpServer(() =>
    new Response(
      `${JSON.stringify({ message: { role: "assistant", content } })}\n`,
    )
  );
  await using app = await startAppServer({ env: { OLLAMA_HOST: server.host } });
  const events = await post(app, "/chat/send", QUESTION);
  const message = events.at(-1)?.message ?? "";
  assert.match(message, /Stopped: the answer had 100,000 characters/);
  assert.equal(message.match(/word/g)?.length, 20_000);
});

Deno.test("a long list of models, and of a model's parts, is cut", async () => {
  const many = Array.from({ length: 3_000 }, (_, index) => index);
  const answers: Readonly<Record<string, () => string>> = {
    "/api/tags": () =>
      JSON.stringify({
        models: [
          { model: "n".repeat(301) },
          ...many.map((index) => ({ model: `model-${index}` })),
        ],
      }),
    "/api/pull": () =>
      many.map((index) =>
        `${
          JSON.stringify({
            digest: `${index}`,
            total: 1,
            status: "s".repeat(999),
          })
        }\n`
      ).join(""),
  };
  await using server = httpServer(({ url }) =>
    new Response(answers[new URL(url).pathname]?.())
  );
  await using app = await startAppServer({ env: { OLLAMA_HOST: server.host } });
  const list = await (await app.fetch("/chat/models")).text();
  assert.equal(list.match(/<option/g)?.length, 1_000);
  assert.ok(!list.includes("nnn"));
  const pulled = await post(app, "/chat/pull", { model: "tiny" });
  assert.equal(pulled.at(-2)?.total, 1_000);
  assert.equal(pulled.at(-2)?.status?.length, 300);
});

Deno.test("server.py refuses bodies that are larger than it needs", async () => {
  await using app = await startAppServer();
  const own = [`Host: 127.0.0.1:${app.port}`, `Origin: ${app.url}`];
  for (const length of ["300000000", "3000001"]) {
    const answer = await rawRequest(app, {
      request: "POST /chat/send",
      headers: [
        ...[...own, `Content-Length: ${length}`],
      ],
    });
    assert.equal(statusOf(answer), 413, length);
  }
  // Without a length, it is refused on the way.
  const answer = await app.fetch("/chat/send", {
    method: "POST",
    headers: { Origin: app.url },
    body: flood("x", 4 * MEGABYTE),
  });
  assert.equal(answer.status, 413);
  assert.match(await answer.text(), /at most 3,000,000 bytes/);
  const text = "😀".repeat(200_000);
  const escaped = JSON.stringify({ text, model: "m" }).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
  const longest = await app.fetch("/chat/send", {
    method: "POST",
    headers: { Origin: app.url },
    body: escaped,
  });
  await longest.body?.cancel();
  assert.equal(longest.status, 200);
});
