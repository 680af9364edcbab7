import assert from "node:assert/strict";
import { startAppServer } from "../support/app/app_server.ts";
import { openBrowser } from "../support/app/browser.ts";
import { ollamaRegistry } from "../support/ollama/registry.ts";
import { ollamaGate } from "../support/ollama/ollama_gate.ts";
import { ollamaServer, SENTENCE } from "../support/ollama/ollama_server.ts";
import { requires } from "../support/requires.ts";

Deno.test({
  ...requires(
    ["ollama", "chromium"],
    "the chat gets a missing model, shows how far it is, and goes on where it was stopped",
  ),
  async fn() {
    await using source = await ollamaServer({ models: ["tiny"] });
    await using registry = await ollamaRegistry(source.store);
    registry.hold = 110_000;
    await using ollama = await ollamaServer();
    await using gate = ollamaGate(ollama.url);
    const name = registry.nameOf("tiny");
    await using app = await startAppServer({
      env: { OLLAMA_HOST: gate.url, OLLAMA_MODEL: name },
    });
    await using browser = await openBrowser({ width: 390 });
    await app.signIn(browser.context);
    const page = await browser.context.newPage();
    await page.goto(`${app.url}/chat`);
    const state = page.locator("#state");
    await state.getByText(`${name} is not installed`).waitFor();
    assert.equal(await state.locator("input").inputValue(), name);
    await state.getByRole("button", { name: "Get it" }).click();
    await state.getByText(/^4\d % of \d+ kB/).waitFor();
    const bar = state.getByRole("progressbar");
    assert.match(await bar.getAttribute("value") ?? "", /^0\.4/);
    await state.getByRole("button", { name: "Cancel" }).click();
    await state.getByText("Stopped. The next download resumes").waitFor();

    registry.hold = Infinity;
    await state.getByRole("button", { name: "Get it" }).click();
    await page.locator("#model:enabled").waitFor();
    assert.deepEqual(registry.begun, [...new Set(registry.begun)]);
    await page.fill("#question", "Are you here now?");
    await page.press("#question", "Enter");
    await page.locator(".text", { hasText: SENTENCE }).waitFor();
  },
});

Deno.test({
  ...requires(
    ["ollama", "chromium"],
    "the chat says that there is no such model",
  ),
  async fn() {
    await using ollama = await ollamaServer({ models: ["tiny"] });
    await using registry = await ollamaRegistry(ollama.store);
    await using gate = ollamaGate(ollama.url);
    await using app = await startAppServer({ env: { OLLAMA_HOST: gate.url } });
    await using browser = await openBrowser();
    await app.signIn(browser.context);
    const page = await browser.context.newPage();
    await page.goto(`${app.url}/chat`);
    await page.getByRole("button", { name: "Get a model" }).click();
    const field = page.locator("#get input");
    await field.fill(registry.nameOf("none"));
    await field.press("Enter");
    await page.locator("#get .pulled", { hasText: "Ollama says: " }).waitFor();
    assert.equal(await field.isEnabled(), true);
  },
});
