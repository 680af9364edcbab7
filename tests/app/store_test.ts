import assert from "node:assert/strict";
import { type AppServer, startAppServer } from "../support/app/app_server.ts";
import { httpServer, type OddServer } from "../support/services/odd_servers.ts";
import { testPython } from "../support/setup/test_python.ts";

/** Answers "Hello." to every question; `hold` says which wait for `release`. */
function greeter(
  hold: string,
): OddServer & { release(): void; readonly held: Promise<void> } {
  const released = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const line = (content: string, done: boolean): string =>
    `${JSON.stringify({ message: { role: "assistant", content }, done })}\n`;
  const server = httpServer(async (request) => {
    const waits = (await request.text()).includes(hold);
    const body = new ReadableStream<string>({
      async start(controller) {
        controller.enqueue(line("Hel", false));
        if (waits) {
          held.resolve();
          await released.promise;
        }
        controller.enqueue(line("lo.", true));
        controller.close();
      },
    });
    return new Response(body.pipeThrough(new TextEncoderStream()));
  });
  return { ...server, release: released.resolve, held: held.promise };
}

type Event = Readonly<Record<string, string>>;

/** Asks, and returns the events that come. */
async function ask(app: AppServer, text: string): Promise<Event[]> {
  const answer = await app.fetch("/chat/send", {
    method: "POST",
    headers: { Origin: app.url },
    body: JSON.stringify({ text, model: "tiny:latest" }),
  });
  const lines = (await answer.text()).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

/** The status and text of a page. */
async function page(app: AppServer, path: string): Promise<[number, string]> {
  const answer = await app.fetch(path);
  return [answer.status, await answer.text()];
}

const fileOf = (app: AppServer): string =>
  `${app.dir}/.hearth/chat/conversations.db`;

const LOCK = `
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("PRAGMA locking_mode = EXCLUSIVE")
database.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
`;

Deno.test("a locked database keeps no other page waiting, and is an error that says so", async () => {
  await using ollama = greeter("never");
  await using app = await startAppServer({ env: { OLLAMA_HOST: ollama.host } });
  const [begun] = await ask(app, "Before");
  const kept = `/chat/${begun?.conversation}`;
  const locker = new Deno.Command(await testPython(), {
    args: ["-c", LOCK, fileOf(app)],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  try {
    const reader = locker.stdout.getReader();
    await reader.read();
    reader.releaseLock();
    let waiting = true;
    const blocked = Promise.all([
      page(app, "/chat"),
      page(app, kept),
      ask(app, "Meanwhile"),
      app.fetch(`${kept}/delete`, {
        method: "POST",
        headers: { Origin: app.url },
      }),
    ]).finally(() => waiting = false);
    let healthy = 0;
    while (waiting) {
      assert.deepEqual(await page(app, "/health"), [200, "ok"]);
      if (waiting) healthy++;
    }
    // It waits for the lock for two seconds.
    assert.ok(healthy > 2, `answered ${healthy} times`);
    const [list, one, asked, deleted] = await blocked;
    for (const [status, text] of [list, one] as const) {
      assert.equal(status, 503);
      assert.match(text, /Conversations cannot be read.*database is locked/s);
    }
    const [problem] = asked;
    assert.match(problem?.problem ?? "", /database is locked/);
    assert.equal(deleted.status, 503);
    await deleted.body?.cancel();
  } finally {
    await locker.stdin.close();
    await locker.stdout.cancel();
    await locker.status;
  }
  assert.match((await page(app, kept))[1], /Before.*Hello\./s);
  assert.ok(!app.log.includes("Traceback"), app.log);
});

Deno.test("conversations go on when their database is deleted or replaced", async () => {
  await using ollama = greeter("never");
  await using app = await startAppServer({ env: { OLLAMA_HOST: ollama.host } });
  const file = fileOf(app);
  const changes: Readonly<Record<string, () => Promise<void>>> = {
    "deleted": () => Deno.remove(file),
    "deleted with its directory": () =>
      Deno.remove(`${app.dir}/.hearth/chat`, { recursive: true }),
    "overwritten": () => Deno.writeTextFile(file, "no database ".repeat(900)),
    "emptied": () => Deno.truncate(file),
    "cut short": () => Deno.truncate(file, 5_000),
  };
  let before = (await ask(app, "At first"))[0]?.conversation;
  for (const [what, change] of Object.entries(changes)) {
    await change();
    const events = await ask(app, `After it was ${what}`);
    assert.match(events.at(-1)?.message ?? "", /Hello\./, what);
    const { conversation } = events[0] ?? {};
    const [status, text] = await page(app, `/chat/${conversation}`);
    assert.equal(status, 200, what);
    assert.match(text, /Hello\./, what);
    assert.equal((await page(app, `/chat/${before}`))[0], 404, what);
    const { mode } = await Deno.stat(file);
    assert.equal((mode ?? 0) & 0o777, 0o600, what);
    before = conversation;
  }
  assert.match(app.log, /Cannot read conversations\.db: .* It is now /);

  const copy = `${file}.copy`;
  await Deno.copyFile(file, copy);
  const later = (await ask(app, "After the copy"))[0]?.conversation;
  await Deno.copyFile(copy, file);
  assert.equal((await page(app, `/chat/${before}`))[0], 200);
  assert.equal((await page(app, `/chat/${later}`))[0], 404);
});

Deno.test("an answer whose database is deleted says so and changes no other", async () => {
  await using ollama = greeter("Slow");
  await using app = await startAppServer({ env: { OLLAMA_HOST: ollama.host } });
  const slow = ask(app, "Slow");
  await ollama.held;
  await Deno.remove(fileOf(app));
  const [other] = await ask(app, "Quick <other>");
  ollama.release();
  assert.match((await slow).at(-1)?.problem ?? "", /its answer was not saved/);
  const [, text] = await page(app, `/chat/${other?.conversation}`);
  assert.match(text, /Quick &lt;other&gt;/);
  assert.equal(text.match(/Hello\./g)?.length, 1);
});

Deno.test("what was said is kept when the app ends in the middle of an answer", async () => {
  await using ollama = greeter("Slow");
  await using app = await startAppServer({ env: { OLLAMA_HOST: ollama.host } });
  // The connection ends with the app.
  const slow = ask(app, "Slow").catch(() => undefined);
  await ollama.held;
  await app.edit("app/hello.py", (text) => text.replace("world", "anew"));
  await app.untilPageSays("/hello", "Hello, anew!");
  await slow;
  const [, list] = await page(app, "/chat");
  const path = /href="(\/chat\/[\w-]+)"/.exec(list)?.[1] ?? "?";
  const [, text] = await page(app, path);
  assert.match(text, /<p>Hel<.*Cut off: the page was closed, or the app/s);
  ollama.release();
});
