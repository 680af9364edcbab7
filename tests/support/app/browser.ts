/**
 * Chromium for tests, without a window and without a profile of anybody.
 *
 * @module
 */
import { type BrowserContext, chromium } from "../../packages/playwright.ts";

/** Where systems keep Chromium or Chrome. */
const CANDIDATES = [
  // The same engine, without the parts that draw windows: a quarter of the time.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How the person who looks at the page has set their device. */
export interface BrowserOptions {
  /** @default {"light"} */
  readonly colorScheme?: "light" | "dark";
  /** CSS pixels. @default {1200} */
  readonly width?: number;
}

/** A browser that ends, with its profile, when it goes out of scope. */
export interface TestBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
}

/**
 * Finds Chromium: `HEARTH_TEST_CHROMIUM` or one of the usual places.
 *
 * @throws {Error} when there is none
 */
async function findChromium(): Promise<string> {
  const named = Deno.env.get("HEARTH_TEST_CHROMIUM");
  for (const path of named === undefined ? CANDIDATES : [named]) {
    if (await Deno.stat(path).then(() => true, () => false)) return path;
  }
  throw new Error("No Chromium found: install it or set HEARTH_TEST_CHROMIUM");
}

/** Starts Chromium. */
export async function openBrowser(
  { colorScheme = "light", width = 1200 }: BrowserOptions = {},
): Promise<TestBrowser> {
  const executablePath = await findChromium();
  const profile = await Deno.makeTempDir({ prefix: "hearth-chromium-" });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: FLAGS,
    headless: true,
    colorScheme,
    viewport: { width, height: 800 },
  });
  // A busy machine must not fail a test.
  context.setDefaultTimeout(90_000);
  return {
    context,
    async [Symbol.asyncDispose]() {
      await context.close();
      await Deno.remove(profile, { recursive: true });
    },
  };
}
