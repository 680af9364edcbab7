import assert from "node:assert/strict";
import { type AppServer, startAppServer } from "../support/app/app_server.ts";
import { ollamaGate } from "../support/ollama/ollama_gate.ts";
import { ollamaServer } from "../support/ollama/ollama_server.ts";
import { requires } from "../support/requires.ts";

/** Asks over HTTP, and gives all that came. */
async function send(
  app: AppServer,
  asked: Readonly<Record<string, unknown>>,
): Promise<{ conversation?: string; text: string }> {
  const answer = await app.fetch("/chat/send", {
    method: "POST",
    headers: { Origin: app.url },
    body: JSON.stringify({ model: "tiny:latest", ...asked }),
  });
  const text = await answer.text();
  return {
    conversation: JSON.parse(text.split("\n")[0] ?? "").conversation,
    text,
  };
}

Deno.test({
  ...requires(["ollama"], "ten chats at once do not mix"),
  async fn() {
    await using ollama = await ollamaServer({ models: ["tiny"] });
    await using gate = ollamaGate(ollama.url, {
      closed: true,
      reword: (word, question) => `${question}:${word} `,
    });
    await using app = await startAppServer({ env: { OLLAMA_HOST: gate.url } });
    const names = Array.from({ length: 10 }, (_, index) => `chat-${index}-`);
    const first = names.map((text) => send(app, { text }));
    gate.release();
    const began = await Promise.all(first);
    // The same conversations again, so that what went before is told too.
    const ended = await Promise.all(
      began.map(({ conversation }, index) =>
        send(app, { conversation, text: `${names[index]}again-` })
      ),
    );
    const pages = await Promise.all(
      began.map(async ({ conversation }) =>
        await (await app.fetch(`/chat/${conversation}`)).text()
      ),
    );
    assert.equal(
      new Set(began.map(({ conversation }) => conversation)).size,
      10,
    );
    for (const [index, name] of names.entries()) {
      // The list of conversations names the others.
      const page = /id="log"[^]*<\/article>/.exec(pages[index] ?? "")?.[0] ??
        "";
      const own = [began[index], ended[index]].map((sent) =>
        sent?.text.replaceAll(/"history": "(\\.|[^"\\])*"/g, "")
      );
      for (const text of [...own, page]) {
        const told = new Set(text?.match(/chat-\d-/g));
        assert.deepEqual([...told], [name]);
        assert.match(text ?? "", RegExp(`${name}(again-)?:Hello`));
      }
      assert.equal(page.match(/:Hello/g)?.length, 2);
    }
  },
});

Deno.test({
  ...requires(["ollama"], "a conversation answers one question at a time"),
  async fn() {
    await using ollama = await ollamaServer({ models: ["tiny"] });
    await using gate = ollamaGate(ollama.url);
    await using app = await startAppServer({ env: { OLLAMA_HOST: gate.url } });
    const { conversation } = await send(app, { text: "First" });
    const [one, other] = await Promise.all([
      send(app, { conversation, text: "One" }),
      send(app, { conversation, text: "Other" }),
    ]);
    const refused = [one, other].filter(({ text }) =>
      text.includes("already being answered")
    );
    assert.equal(refused.length, 1);
    const page = await app.fetch(`/chat/${conversation}`);
    const shown = (await page.text()).match(/<article aria-label="You"/g);
    assert.equal(shown?.length, 2);
  },
});

Deno.test("the chat refuses what is no question", async () => {
  await using app = await startAppServer();
  const cases: readonly (readonly [unknown, number])[] = [
    ["{", 400],
    [[], 400],
    [{ text: "x" }, 400],
    [{ text: " ", model: "m" }, 400],
    [{ text: 1, model: "m" }, 400],
    [{ text: "x".repeat(200_001), model: "m" }, 400],
  ];
  for (const [body, status] of cases) {
    const answer = await app.fetch("/chat/send", {
      method: "POST",
      headers: { Origin: app.url },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    assert.equal(typeof (await answer.json()).problem, "string");
    assert.equal(answer.status, status);
  }
  const gone = await send(app, { conversation: "none", text: "x" });
  assert.match(gone.text, /was deleted/);
});
