/**
 * A browser that tests drive; see `fast_check.ts` for why it is named here.
 *
 * @module
 */
export {
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
} from "npm:playwright-core@1.65.1";
