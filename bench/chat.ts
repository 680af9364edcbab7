/**
 * How soon the chat shows an answer, and whether a flood of words freezes it.
 *
 *     deno run -A bench/chat.ts [--rounds N] [--seconds N] [--json]
 *
 * A real Ollama answers through a door that notes when each word goes out;
 * Chromium notes when it stands in the page. "first word" is compared with a
 * client that only reads the app's answer. The flood is an endless answer, as
 * fast as the tiny model writes.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { openChat } from "../tests/chat_page.ts";
import { waitFor } from "../tests/wait_for.ts";
import { printComparison } from "./print_comparison.ts";
import { progress } from "./progress.ts";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "20" },
    seconds: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(flags.rounds);

/** Notes when the first word of each answer stands in the page. */
const NOTE_FIRST = `
window.first = undefined;
new MutationObserver(() => {
  const open = [...document.querySelectorAll("#log .open")].at(-1);
  if (open?.textContent && window.first === undefined) {
    window.first = performance.timeOrigin + performance.now();
  }
}).observe(document.getElementById("log"), { childList: true, subtree: true });
`;

/** Notes how long the page goes without a picture. */
const NOTE_FRAMES = `
window.gaps = [];
let before = performance.now();
const look = (now) => {
  window.gaps.push(now - before);
  before = now;
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
`;

let sent: number[] = [];
let words = 0;
await using chat = await openChat({
  gate: {
    onLine(line) {
      if (!line.message?.content) return;
      words++;
      sent.push(performance.timeOrigin + performance.now());
    },
  },
});
const { page, app } = chat;

const reading: number[] = [];
const showing: number[] = [];
await page.evaluate(NOTE_FIRST);
for (let round = 0; round <= rounds; round++) {
  const read = await readFirst();
  const shown = await showFirst();
  if (round === 0) continue; // loads the model and the app's libraries
  reading.push(read);
  showing.push(shown);
  progress(round, rounds);
}
printComparison({
  "first word: sent by Ollama → there": [
    ["in the app's answer", reading],
    ["in the page", showing],
  ],
}, { base: "in the app's answer", json: flags.json });

await page.goto(`${app.url}/chat`);
await page.locator("#model:enabled").waitFor();
await page.evaluate(NOTE_FRAMES);
await chat.ask("On and on", "tiny-loop");
await chat.answer.locator(".text", { hasText: "tock" }).waitFor();
words = 0;
await page.evaluate("window.gaps = []");
const begun = performance.now();
await new Promise((resolve) =>
  setTimeout(resolve, Number(flags.seconds) * 1000)
);
const perSecond = words / ((performance.now() - begun) / 1000);
const gaps = (await page.evaluate("window.gaps") as number[])
  .toSorted((a, b) => a - b);
const clicked = performance.now();
await page.keyboard.press("Escape");
await chat.ended();
const stopped = performance.now() - clicked;
const flood = {
  wordsPerSecond: Math.round(perSecond),
  pictures: gaps.length,
  longestGapMs: Math.round(gaps.at(-1) ?? NaN),
  gapOf99PercentMs: Math.round(gaps[Math.floor(gaps.length * 0.99)] ?? NaN),
  stopMs: Math.round(stopped),
};
await Deno.stdout.write(
  new TextEncoder().encode(`\nflood ${JSON.stringify(flood)}\n`),
);

/** Milliseconds until a client that only reads has the first word. */
async function readFirst(): Promise<number> {
  sent = [];
  const answer = await fetch(`${app.url}/chat/send`, {
    method: "POST",
    headers: { Origin: app.url },
    body: JSON.stringify({ text: "Good morning", model: "tiny:latest" }),
  });
  let there: number | undefined;
  for await (
    const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []
  ) {
    if (text.includes('"open"')) {
      there ??= performance.timeOrigin + performance.now();
    }
  }
  return (there ?? NaN) - (sent[0] ?? NaN);
}

/** Milliseconds until the first word stands in the page. */
async function showFirst(): Promise<number> {
  await page.evaluate("window.first = undefined");
  sent = [];
  await chat.ask("Good morning");
  const first = await waitFor(
    () => page.evaluate("window.first") as Promise<number | undefined>,
    "the first word",
  );
  await chat.ended();
  return first - (sent[0] ?? NaN);
}
