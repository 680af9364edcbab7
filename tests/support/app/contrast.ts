/**
 * How well a page's text can be read.
 *
 * @module
 */
import type { Page } from "../../packages/playwright.ts";

/** What WCAG 2 asks of text, at level AA. */
const READABLE = 4.5;

/** Finds visible text and the contrast to what is behind it. */
const MEASURE = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = channels(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (text === "" || !element.checkVisibility({ opacityProperty: true })) continue;
    if (element.closest(".unseen, .skip, noscript")) continue;
    const [r, g, b] = channels(getComputedStyle(element).color);
    const [one, other] = [luminance([r, g, b]), luminance(behind(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    found.push({ text, ratio });
  }
  return found;
})()`;

/** Text on a page that is hard to read, with its contrast; none is fine. */
export async function unreadable(page: Page): Promise<string[]> {
  const found = await page.evaluate(MEASURE) as {
    readonly text: string;
    readonly ratio: number;
  }[];
  if (found.length === 0) throw new Error("The page has no text");
  return found.filter(({ ratio }) => ratio < READABLE)
    .map(({ text, ratio }) => `${ratio.toFixed(2)}: ${text}`);
}
