import assert from "node:assert/strict";
import { openChat } from "../support/app/chat_page.ts";
import { LOOP, SENTENCE } from "../support/ollama/ollama_server.ts";
import { requires } from "../support/requires.ts";
import { waitFor } from "../support/wait_for.ts";

const TOOLS = ["ollama", "chromium"] as const;

Deno.test({
  ...requires(TOOLS, "the chat shows an answer piece by piece"),
  async fn() {
    await using chat = await openChat({ gate: { closed: true } });
    const text = chat.answer.locator(".text");
    await chat.ask("Good morning");
    await chat.page.locator("#stop").waitFor();
    assert.equal(await text.textContent().then((t) => t?.trim()), "");
    let shown = "";
    for (const piece of SENTENCE.match(/ ?\w+|[,.]/g) ?? []) {
      shown += piece;
      chat.gate.release(1);
      await waitFor(
        async () => (await text.innerText()).trim() === shown,
        `"${shown}"`,
      );
    }
    chat.gate.release();
    await chat.ended();
    assert.equal(await chat.answer.getAttribute("aria-busy"), null);
    assert.equal((await text.innerText()).trim(), SENTENCE);
    assert.equal(await chat.answer.locator(".who").textContent(), "tiny");
  },
});

Deno.test({
  ...requires(
    TOOLS,
    "the chat stops an endless answer, by button and by Escape",
  ),
  async fn() {
    await using chat = await openChat();
    const { page, answer, gate } = chat;
    for (const stop of ["button", "Escape"]) {
      await chat.ask(`Until the ${stop}`, "tiny-loop");
      await answer.locator(".text", { hasText: LOOP.repeat(9).trim() })
        .waitFor();
      if (stop === "button") await page.click("#stop");
      else await page.keyboard.press("Escape");
      await chat.ended();
      assert.match(await answer.locator(".ending").innerText(), /^Stopped\./);
      await waitFor(() => gate.answering === 0, "Ollama's rest");
    }
    const said = await answer.locator(".text").innerText();
    await page.reload();
    assert.equal(await answer.locator(".text").innerText(), said);
    await chat.ask("Once more");
    await answer.locator(".text", { hasText: SENTENCE }).waitFor();
  },
});

Deno.test({
  ...requires(TOOLS, "the chat has Ollama stop when the page is closed"),
  async fn() {
    await using chat = await openChat();
    await chat.ask("Until I leave", "tiny-loop");
    await chat.answer.locator(".text", { hasText: "tock" }).waitFor();
    assert.equal(chat.gate.answering, 1);
    const address = chat.page.url();
    await chat.page.close();
    await waitFor(() => chat.gate.answering === 0, "Ollama's rest");
    const { pathname } = new URL(address);
    const kept = await (await chat.app.fetch(pathname)).text();
    assert.match(kept, /tick tock.*Cut off: the page was closed/s);
  },
});

Deno.test({
  ...requires(TOOLS, "the chat keeps conversations when the app starts anew"),
  async fn() {
    await using chat = await openChat();
    const { app, page, answer } = chat;
    await chat.ask("Shall this stay?");
    await chat.ended();
    await chat.ask("And what is cut off?", "tiny-loop");
    await answer.locator(".text", { hasText: "tock" }).waitFor();
    await app.edit("app/hello.py", (text) => text.replace("world", "anew"));
    await app.untilPageSays("/hello", "Hello, anew!");
    await chat.ended();
    await page.goto(`${app.url}/chat`);
    await page.click("text=Shall this stay?");
    await page.locator(".text", { hasText: SENTENCE }).waitFor();
    assert.match(await answer.innerText(), /tick tock[^]*Cut off/);
    const file = `${app.dir}/.hearth/chat/conversations.db`;
    const { mode } = await Deno.stat(file);
    assert.equal((mode ?? 0) & 0o777, 0o600);
    page.once("dialog", (dialog) => dialog.accept());
    await page.click("#kept .delete button");
    await page.locator("#greeting").waitFor();
    assert.equal(await page.locator("#kept li").count(), 0);
    const bytes = await Deno.readTextFile(file);
    assert.ok(!bytes.includes("Shall this stay"));
    await assert.rejects(Deno.stat(`${file}-wal`), Deno.errors.NotFound);
  },
});

Deno.test({
  ...requires(TOOLS, "the chat is written to with the keyboard"),
  async fn() {
    await using chat = await openChat();
    const { page, answer } = chat;
    const focused = () =>
      page.evaluate("document.activeElement.id") as Promise<string>;
    assert.equal(await focused(), "question");
    await page.keyboard.press("Enter");
    await page.keyboard.type("One");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("Two");
    assert.equal(await page.inputValue("#question"), "One\nTwo");
    await page.keyboard.press("Enter");
    await chat.ended();
    await answer.locator(".text", { hasText: SENTENCE }).waitFor();
    const asked = page.locator(".message.user");
    assert.deepEqual(await asked.allInnerTexts(), ["One\nTwo"]);
    assert.equal(await focused(), "question");
    assert.equal(await page.inputValue("#question"), "");
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "model");
  },
});

Deno.test({
  ...requires(TOOLS, "a question that is sent twice at once is asked once"),
  async fn() {
    await using chat = await openChat({ gate: { closed: true } });
    await chat.ask("Hello");
    await chat.page.fill("#question", "Meanwhile");
    await chat.page.press("#question", "Enter");
    chat.gate.release();
    await chat.answer.locator(".text", { hasText: SENTENCE }).waitFor();
    await chat.ended();
    assert.equal(await chat.page.locator(".message").count(), 2);
    assert.equal(await chat.page.inputValue("#question"), "Meanwhile");
  },
});
