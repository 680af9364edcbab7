/**
 * JupyterLab through its launcher, as a person finds it in the browser.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "../packages/playwright.ts";
import { openBrowser } from "../support/app/browser.ts";
import { launchLab, recordingNode } from "../support/jupyter/jupyter_launch.ts";
import { requires } from "../support/requires.ts";
import { waitFor } from "../support/wait_for.ts";

Deno.test({
  ...requires(
    ["chromium"],
    "JupyterLab opens clean, runs a cell and a terminal, sees node",
  ),
  async fn() {
    await using node = await recordingNode();
    await using lab = await launchLab({ env: { PATH: node.path } });
    await using browser = await openBrowser();
    const page = await browser.context.newPage();
    const asked: string[] = [];
    page.on(
      "request",
      (request) => asked.push(new URL(request.url()).pathname),
    );
    // The prompt about news comes, if it comes, right after this answer.
    const announced = page.waitForResponse(/extensionannouncements/);
    await page.goto(`${lab.url}/lab?token=${lab.token}`);
    await announced;

    const card = page.locator('.jp-LauncherCard[data-category="Notebook"]');
    await card.first().click();
    await runCell(
      page,
      "import numpy, subprocess; subprocess.run(['node', 'from-a-cell']); " +
        "print(numpy.arange(4).sum() + 1000)",
    );
    await page.getByText("1006", { exact: true }).waitFor();
    assert.match(await node.calls(), /from-a-cell/);

    await page.getByText("File", { exact: true }).first().click();
    await page.getByText("New", { exact: true }).first().hover();
    await page.locator('[data-command="terminal:create-new"]').first().click();
    await page.locator(".jp-Terminal .xterm-helper-textarea").waitFor({
      state: "attached",
    });
    await page.keyboard.type("touch made-in-terminal\n");
    await waitFor(
      () => Deno.stat(join(lab.dir, "made-in-terminal")).then(() => true),
      "the terminal's file",
    );
    assert.deepEqual(await toasts(page), []);
    assert.deepEqual(
      asked.filter((path) => path.endsWith("/lab/api/build")),
      [],
    );
  },
});

/** Types into the first cell of the notebook and runs it. */
async function runCell(page: Page, code: string): Promise<void> {
  const cell = page.locator(".jp-Notebook .cm-content").first();
  await cell.click();
  // In one go: the editor closes brackets behind one who types.
  await page.keyboard.insertText(code);
  const prompt = page.locator(".jp-Notebook .jp-InputPrompt").first();
  await waitFor(async () => {
    // What is run before the kernel is connected is dropped without a word.
    await cell.click();
    await page.keyboard.press("Control+Enter");
    return /\[(\*|\d+)\]/.test(await prompt.innerText());
  }, "the cell to run");
}

/** What pops up over the page. */
async function toasts(page: Page): Promise<string[]> {
  return await page.locator(".Toastify__toast, .jp-Dialog").allInnerTexts();
}
