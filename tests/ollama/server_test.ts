import assert from "node:assert/strict";
import {
  LOOP,
  ollamaServer,
  SENTENCE,
} from "../support/ollama/ollama_server.ts";
import { requires } from "../support/requires.ts";

/** Pieces of an answer, one for each token. */
async function* chat(url: string, model: string): AsyncGenerator<string> {
  const answer = await fetch(`${url}/api/chat`, {
    method: "POST",
    body: JSON.stringify({
      model,
      messages: [{ role: "user", content: "Good morning" }],
    }),
  });
  assert.equal(answer.status, 200);
  const text = answer.body?.pipeThrough(new TextDecoderStream());
  let rest = "";
  for await (const chunk of text ?? []) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line).message.content;
  }
}

Deno.test({
  ...requires(["ollama"], "ollamaServer() answers with what is planted"),
  async fn() {
    await using server = await ollamaServer({ models: ["tiny", "tiny-loop"] });
    const said = await Array.fromAsync(chat(server.url, "tiny"));
    assert.equal(said.join(""), SENTENCE);
    assert.ok(said.length > 10);
    let looped = "";
    for await (const piece of chat(server.url, "tiny-loop")) {
      looped += piece;
      if (looped.length >= 3 * LOOP.length) break;
    }
    assert.equal(looped.slice(0, 3 * LOOP.length), LOOP.repeat(3));
  },
});

Deno.test({
  ...requires(["ollama"], "ollamaServer() can crash and leaves nothing behind"),
  async fn() {
    await using server = await ollamaServer({ models: ["tiny"] });
    await Array.fromAsync(chat(server.url, "tiny"));
    await server.kill();
    await assert.rejects(fetch(server.url));
  },
});
