import assert from "node:assert/strict";
import type { Page } from "../packages/playwright.ts";
import { startAppServer } from "../support/app/app_server.ts";
import { openBrowser } from "../support/app/browser.ts";
import { unreadable } from "../support/app/contrast.ts";

const PAGES = ["/", "/chat", "/secret", "/hello", "/counter", "/nowhere"];

/** What the browser makes of a style property. */
async function styleOf(
  page: Page,
  selector: string,
  property: string,
): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return await page.evaluate(
    `getComputedStyle(${element}).getPropertyValue("${property}")`,
  );
}

Deno.test("the app's pages fetch nothing from elsewhere and break no rule", async () => {
  await using app = await startAppServer();
  await using browser = await openBrowser();
  const hosts = new Set<string>();
  const complaints: string[] = [];
  browser.context.on(
    "request",
    (request) => hosts.add(new URL(request.url()).host),
  );
  await app.signIn(browser.context);
  const page = await browser.context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const expected = /status of 404/.test(message.text());
    if (message.type() === "error" && !expected) {
      complaints.push(message.text());
    }
  });
  for (const path of PAGES) await page.goto(app.url + path);
  assert.deepEqual([...hosts], [new URL(app.url).host]);
  assert.deepEqual(complaints, []);
});

Deno.test("the counter counts in place, also under double clicks", async () => {
  await using app = await startAppServer();
  await using browser = await openBrowser();
  await app.signIn(browser.context);
  const page = await browser.context.newPage();
  await page.goto(`${app.url}/counter`);
  let loads = 0;
  page.on("load", () => loads++);
  const button = page.getByRole("button", { name: "Add one" });
  await button.dblclick();
  await button.click({ clickCount: 3 });
  await page.locator("#count", { hasText: /^5$/ }).waitFor();
  await button.press("Enter");
  await page.locator("#count", { hasText: /^6$/ }).waitFor();
  assert.equal(loads, 0);
  await page.reload();
  assert.equal(await page.locator("#count").textContent(), "6");
});

Deno.test("the app can be used with the keyboard alone", async () => {
  await using app = await startAppServer();
  await using browser = await openBrowser();
  await app.signIn(browser.context);
  const page = await browser.context.newPage();
  await page.goto(app.url);
  await page.keyboard.press("Tab");
  assert.equal(await styleOf(page, ".skip:focus", "clip-path"), "none");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const outline = await styleOf(page, "main a:focus", "outline-style");
  assert.equal(outline, "solid");
});

Deno.test("the app's pages fit a phone and follow the dark mode", async () => {
  await using app = await startAppServer();
  const grounds = new Set<string>();
  for (const colorScheme of ["light", "dark"] as const) {
    await using browser = await openBrowser({ colorScheme, width: 320 });
    await app.signIn(browser.context);
    const page = await browser.context.newPage();
    for (const path of PAGES) {
      await page.goto(app.url + path);
      const wide = await page.evaluate(
        "document.documentElement.scrollWidth",
      ) as number;
      assert.ok(wide <= 320, `${path} is ${wide} pixels wide`);
      assert.deepEqual(await unreadable(page), [], `${colorScheme} ${path}`);
    }
    grounds.add(
      await styleOf(page, "body", "background-color"),
    );
  }
  assert.equal(grounds.size, 2);
});
