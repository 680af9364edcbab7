/**
 * The app's chat, in a browser, with a real Ollama.
 *
 * @module
 */
import type { Locator, Page } from "../../packages/playwright.ts";
import {
  type AppServer,
  type AppServerOptions,
  startAppServer,
} from "./app_server.ts";
import {
  type BrowserOptions,
  openBrowser,
  type TestBrowser,
} from "./browser.ts";
import {
  type OllamaGate,
  ollamaGate,
  type OllamaGateOptions,
} from "../ollama/ollama_gate.ts";
import { type OllamaServer, ollamaServer } from "../ollama/ollama_server.ts";

/** What may differ between tests. */
export interface ChatOptions extends BrowserOptions {
  /** How the door before Ollama is; `false` has the app talk past it. */
  readonly gate?: OllamaGateOptions | false;
  readonly app?: AppServerOptions;
}

/** An open chat page and all that is behind it. */
export interface Chat extends AsyncDisposable {
  readonly app: AppServer;
  readonly browser: TestBrowser;
  readonly gate: OllamaGate;
  readonly ollama: OllamaServer;
  readonly page: Page;
  /** The model's last answer. */
  readonly answer: Locator;
  /** Types a question and sends it with Enter. */
  ask(question: string, model?: string): Promise<void>;
  /** Waits until no answer is being written. */
  ended(): Promise<void>;
}

/** Starts Ollama with the tiny models and the app, and opens its chat. */
export async function openChat(
  { gate: gateOptions, app: appOptions, ...browserOptions }: ChatOptions = {},
): Promise<Chat> {
  await using stack = new AsyncDisposableStack();
  const ollama = stack.use(
    await ollamaServer({ models: ["tiny", "tiny-loop"] }),
  );
  const gate = stack.use(ollamaGate(ollama.url, gateOptions || {}));
  const app = stack.use(
    await startAppServer({
      ...appOptions,
      env: {
        OLLAMA_HOST: gateOptions === false ? ollama.url : gate.url,
        OLLAMA_MODEL: "tiny",
        ...appOptions?.env,
      },
    }),
  );
  const browser = stack.use(await openBrowser(browserOptions));
  await app.signIn(browser.context);
  const page = await browser.context.newPage();
  await page.goto(`${app.url}/chat`);
  await page.locator("#model:enabled").waitFor();
  const all = stack.move();
  return {
    app,
    browser,
    gate,
    ollama,
    page,
    answer: page.locator(".message.model").last(),
    async ask(question, model = "tiny") {
      await page.selectOption("#model", `${model}:latest`);
      await page.fill("#question", question);
      await page.press("#question", "Enter");
    },
    async ended() {
      await page.locator("#send").waitFor();
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
