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
const quiet = await watchFrames();
await chat.ask("On and on", "tiny-loop");
await chat.answer.locator(".text", { hasText: "tock" }).waitFor();
words = 0;
const begun = performance.now();
const flooded = await watchFrames();
const wordsPerSecond = words / ((performance.now() - begun) / 1000);
const pressed = performance.now();
await page.keyboard.press("Escape");
await chat.ended();
const stopMs = performance.now() - pressed;
const flood = {
  wordsPerSecond: Math.round(wordsPerSecond),
  atRestMs: spanOf(quiet),
  inFloodMs: spanOf(flooded),
  stopMs: Math.round(stopMs),
};
await Deno.stdout.write(
  new TextEncoder().encode(`\nflood ${JSON.stringify(flood)}\n`),
);

/** What is usual, rare and worst. */
function spanOf(gaps: readonly number[]): Record<string, number> {
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (part: number): number =>
    Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? NaN);
  return { median: at(0.5), p99: at(0.99), longest: at(1) };
}

/** Milliseconds between the pictures of some seconds. */
async function watchFrames(): Promise<number[]> {
  await page.evaluate("window.gaps = []");
  await new Promise((resolve) =>
    setTimeout(resolve, Number(flags.seconds) * 1000)
  );
  return await page.evaluate("window.gaps") as number[];
}

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
