/**
 * How soon the chat shows an answer, and whether a flood of words freezes it.
 *
 * A real Ollama answers through a door that notes when each word goes out;
 * Chromium notes when it is in the page, and how long the page goes
 * without a new picture. The flood is an endless answer, as fast as the tiny
 * model writes.
 *
 * @module
 */
import type { Figure, Suite } from "../../lib/bench/sampling/suite.ts";
import { openChat } from "../../tests/support/app/chat_page.ts";
import { programOf } from "../../tests/support/requires.ts";
import { waitFor } from "../../tests/support/wait_for.ts";

type Chat = Awaited<ReturnType<typeof openChat>>;

/** Milliseconds for which the page's pictures are watched. */
const WATCHED = 1000;

/** Notes when the first word of each answer is in the page. */
const NOTE_FIRST = `
window.first = undefined;
new MutationObserver(() => {
  const open = [...document.querySelectorAll("#log .open")].at(-1);
  if (open?.textContent && window.first === undefined) {
    window.first = performance.timeOrigin + performance.now();
  }
}).observe(document.getElementById("log"), { childList: true, subtree: true });
`;

/** Returns the longest time that the page went without a picture. */
const LONGEST_GAP = `new Promise((resolve) => {
  const begun = performance.now();
  let before = begun;
  let longest = 0;
  const look = (now) => {
    longest = Math.max(longest, now - before);
    before = now;
    if (now - begun < ${WATCHED}) requestAnimationFrame(look);
    else resolve(longest);
  };
  requestAnimationFrame(look);
})`;

const suite: Suite = {
  brief: "how soon the chat shows a word, and whether a flood freezes it",
  rounds: 20,
  async open(context, stack) {
    if (context.subjects.length > 1) {
      context.note("the chat is left out: it is this checkout's only");
      return [];
    }
    for (const program of ["ollama", "chromium"] as const) {
      if (programOf(program) === undefined) {
        context.note(`the chat is left out: ${program} is not on PATH`);
        return [];
      }
    }
    return await figuresOfChat(context.compared, stack);
  },
};
export default suite;

async function figuresOfChat(
  compared: boolean,
  stack: AsyncDisposableStack,
): Promise<Figure[]> {
  let sent: number[] = [];
  const chat = stack.use(
    await openChat({
      gate: {
        onLine: ({ message }) => {
          if (message?.content) {
            sent.push(performance.timeOrigin + performance.now());
          }
        },
      },
    }),
  );
  const sinceSent = async (there: Promise<number>): Promise<number> => {
    sent = [];
    return await there - (sent[0] ?? NaN);
  };
  return [
    {
      title: "first word: sent by Ollama → there",
      floor: compared ? "in the app's answer" : "in the page",
      variants: [
        {
          name: "in the page",
          kind: "hearth",
          run: () => sinceSent(showFirst(chat)),
        },
        ...(compared
          ? [{
            name: "in the app's answer",
            kind: "floor" as const,
            run: () => sinceSent(readFirst(chat)),
          }]
          : []),
      ],
      budgets: compared ? [{ of: "in the app's answer", over: 15 }] : [],
    },
    {
      title: "longest time between two pictures, in a second",
      floor: compared ? "at rest" : "in a flood of words",
      variants: [
        {
          name: "in a flood of words",
          kind: "hearth",
          run: () => gapInFlood(chat),
        },
        ...(compared
          ? [{
            name: "at rest",
            kind: "floor" as const,
            run: () => chat.page.evaluate(LONGEST_GAP) as Promise<number>,
          }]
          : []),
      ],
    },
  ];
}

/** When a client that only reads has the first word. */
async function readFirst({ app }: Chat): Promise<number> {
  const answer = await app.fetch("/chat/send", {
    method: "POST",
    headers: { Origin: app.url },
    body: JSON.stringify({ text: "Good morning", model: "tiny:latest" }),
  });
  let there = NaN;
  for await (
    const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []
  ) {
    if (Number.isNaN(there) && text.includes('"open"')) {
      there = performance.timeOrigin + performance.now();
    }
  }
  return there;
}

/** Begins anew, as what was said before is read by the model again. */
async function newConversation({ page, app }: Chat): Promise<void> {
  await page.goto(`${app.url}/chat`);
  await page.locator("#model:enabled").waitFor();
  await page.evaluate(NOTE_FIRST);
}

/** When the first word is in the page. */
async function showFirst(chat: Chat): Promise<number> {
  await newConversation(chat);
  await chat.ask("Good morning");
  const first = await waitFor(
    () => chat.page.evaluate("window.first") as Promise<number | undefined>,
    "the first word",
  );
  await chat.ended();
  return first;
}

/** The longest gap while an endless answer is written. */
async function gapInFlood(chat: Chat): Promise<number> {
  await newConversation(chat);
  await chat.ask("On and on", "tiny-loop");
  await chat.answer.locator(".text", { hasText: "tock" }).waitFor();
  const gap = await chat.page.evaluate(LONGEST_GAP) as number;
  await chat.page.keyboard.press("Escape");
  await chat.ended();
  return gap;
}
