import assert from "node:assert/strict";
import { startAppServer } from "../support/app/app_server.ts";
import { openBrowser } from "../support/app/browser.ts";
import { openChat } from "../support/app/chat_page.ts";
import { freePort } from "../support/free_port.ts";
import { ollamaServer, SENTENCE } from "../support/ollama/ollama_server.ts";
import { requires } from "../support/requires.ts";
import { waitFor } from "../support/wait_for.ts";

const TOOLS = ["ollama", "chromium"] as const;

Deno.test({
  ...requires(
    TOOLS,
    "the chat says when Ollama dies, and tries again when told",
  ),
  async fn() {
    await using chat = await openChat({ gate: false });
    const { page, answer } = chat;
    await chat.ask("Will you live?", "tiny-loop");
    await answer.locator(".text", { hasText: "tock" }).waitFor();
    await chat.ollama.kill();
    await chat.ended();
    const ending = answer.locator(".ending");
    assert.match(
      await ending.innerText(),
      /Ollama stopped before the answer was complete/,
    );
    assert.match(await answer.locator(".text").innerText(), /tick tock/);
    await page.locator("#state", { hasText: "Ollama does not answer" })
      .waitFor();

    await using again = await ollamaServer({
      models: ["tiny"],
      port: chat.ollama.port,
    });
    assert.equal(again.port, chat.ollama.port);
    await page.selectOption("#model", "tiny:latest");
    await ending.getByRole("button", { name: "Try again" }).click();
    await answer.locator(".text", { hasText: SENTENCE }).waitFor();
    await chat.ended();
    assert.equal(await page.locator(".message").count(), 2);
    await page.reload();
    assert.equal(await page.locator(".message").count(), 2);
  },
});

Deno.test({
  ...requires(TOOLS, "the chat says that Ollama is absent, and sees it come"),
  async fn() {
    const port = freePort();
    await using app = await startAppServer({
      env: { OLLAMA_HOST: `http://127.0.0.1:${port}`, OLLAMA_MODEL: "tiny" },
    });
    await using browser = await openBrowser();
    await app.signIn(browser.context);
    const page = await browser.context.newPage();
    await page.goto(`${app.url}/`);
    await page.locator(".cards", { hasText: "Ollama does not answer" })
      .waitFor();
    await page.goto(`${app.url}/chat`);
    const state = page.locator("#state");
    await state.getByText(/does not answer at .*ollama serve/).waitFor();
    assert.equal(await page.locator("#model").isDisabled(), true);
    const greeting = await page.locator("#greeting").innerText();
    assert.doesNotMatch(greeting, /answers/);
    await page.fill("#question", "Typed meanwhile");
    await using _server = await ollamaServer({ models: ["tiny"], port });
    await page.locator("#model:enabled").waitFor();
    assert.equal((await state.innerText()).trim(), "");
    await page.press("#question", "Enter");
    await page.locator(".text", { hasText: SENTENCE }).waitFor();
  },
});

Deno.test({
  ...requires(
    ["chromium"],
    "the chat says what is no Ollama, and what is silent",
  ),
  async fn() {
    await using other = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      () => new Response("Hello"),
    );
    using silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    await using browser = await openBrowser();
    const page = await browser.context.newPage();
    const cases = [[other.addr.port, /is not Ollama/], [
      silent.addr.port,
      /The server at .* does not answer/,
    ]] as const;
    for (const [port, expected] of cases) {
      await using app = await startAppServer({
        env: { OLLAMA_HOST: `http://127.0.0.1:${port}` },
      });
      await app.signIn(browser.context);
      await page.goto(`${app.url}/chat`);
      await page.locator("#state", { hasText: expected }).waitFor();
    }
  },
});

Deno.test({
  ...requires(
    TOOLS,
    "the chat says when the model takes its time, and can be stopped",
  ),
  async fn() {
    await using chat = await openChat({ gate: { closed: true } });
    const waiting = chat.answer.locator(".waiting");
    await chat.ask("Think about it");
    await waiting.getByText(/^Waiting for tiny, \d+ seconds/).waitFor();
    chat.gate.release(1);
    await chat.answer.locator(".text", { hasText: "Hello" }).waitFor();
    await waiting.waitFor({ state: "hidden" });
    await waiting.getByText(/^No output for \d+ seconds/).waitFor();
    await chat.page.keyboard.press("Escape");
    await chat.ended();
    const ending = await chat.answer.locator(".ending").innerText();
    assert.match(ending, /^Stopped\./);
  },
});

Deno.test("the chat begins anew beside conversations that cannot be read", async () => {
  await using app = await startAppServer();
  const dir = `${app.dir}/.hearth/chat`;
  const garbage = "no database ".repeat(1000);
  await Deno.mkdir(dir);
  await Deno.writeTextFile(`${dir}/conversations.db`, garbage);
  const answer = await app.fetch("/chat");
  assert.match(await answer.text(), /id="composer"/);
  const names = await Array.fromAsync(Deno.readDir(dir), ({ name }) => name);
  const [aside] = names.filter((name) => name.includes("unreadable"));
  const kept = await Deno.readTextFile(`${dir}/${aside}`);
  assert.equal(kept, garbage);
  assert.match(
    app.log,
    /Cannot read conversations\.db: .* It is now .*unreadable-/,
  );
});

Deno.test({
  ...requires(TOOLS, "the chat offers to get a model that went away"),
  async fn() {
    await using chat = await openChat();
    const { page, answer } = chat;
    const removed = await fetch(`${chat.ollama.url}/api/delete`, {
      method: "DELETE",
      body: JSON.stringify({ model: "tiny" }),
    });
    await removed.body?.cancel();
    await chat.ask("Are you there?");
    await answer.locator(".ending", { hasText: "tiny:latest is not installed" })
      .waitFor();
    const state = page.locator("#state");
    await state.getByText("tiny is not installed. Choose another").waitFor();
    assert.equal(await state.locator("input").inputValue(), "tiny");
    await page.locator("#model option", { hasText: "tiny-loop" }).waitFor({
      state: "attached",
    });
    assert.equal(await page.locator("#model option").count(), 1);
  },
});

const HOSTILE = [
  "<script>window.broken = 1</script>",
  "<img src=x onerror='window.broken = 2'>",
  "[a link](javascript:window.broken=3)",
  "![a picture](http://127.0.0.1:1/told)",
  "<a href='javascript:window.broken=4' id=send>x</a>",
  "`<script>window.broken = 5</script>`",
  "<style>body { display: none }</style>",
].join("\n\n");

Deno.test({
  ...requires(TOOLS, "what a model writes stays text"),
  async fn() {
    await using chat = await openChat({
      gate: { reword: (word) => word === "Hello" ? HOSTILE : "" },
    });
    const { page, answer } = chat;
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(chat.app.url)) {
        elsewhere.push(request.url());
      }
    });
    await chat.ask("<b>Break</b> it");
    await chat.ended();
    for (const visit of ["live", "kept"]) {
      if (visit === "kept") await page.reload();
      const text = await answer.locator(".text").innerText();
      for (const tag of ["<script>window", "<img src=x", "<style>body"]) {
        assert.ok(text.includes(tag), `${visit}: ${text}`);
      }
      const made = answer.locator(".text").locator("script, img, style, [id]");
      assert.equal(await made.count(), 0);
      assert.equal(await answer.locator("[href^=javascript]").count(), 0);
      assert.equal(await page.evaluate("window.broken"), undefined);
      const asked = page.locator(".user .text");
      assert.equal(await asked.innerText(), "<b>Break</b> it");
    }
    assert.deepEqual(elsewhere, []);
  },
});

Deno.test({
  ...requires(TOOLS, "an answer that never ends is ended"),
  async fn() {
    const many = "So it goes on.\n\n".repeat(500);
    await using chat = await openChat({ gate: { reword: () => many } });
    await chat.ask("On and on", "tiny-loop");
    await chat.answer.locator(".ending", { hasText: "100,000 characters" })
      .waitFor();
    await waitFor(() => chat.gate.answering === 0, "Ollama's rest");
  },
});
