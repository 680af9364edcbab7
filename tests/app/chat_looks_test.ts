import assert from "node:assert/strict";
import { openChat } from "../support/app/chat_page.ts";
import { unreadable } from "../support/app/contrast.ts";
import { requires } from "../support/requires.ts";

/** All that Markdown can make, wider than a phone. */
const ANSWER = `# A title

Text with *stress*, **weight**, ~~regret~~, \`code\` and [a link](https://a.example).

- one
- two
  1. three

> Quoted ${"and-never-broken".repeat(9)}

\`\`\`python
${"wide = ".repeat(30)}0
\`\`\`

| ${"a column | ".repeat(12)}
|${" --- |".repeat(12)}
| ${"a value | ".repeat(12)}

---

The end.`;

for (const colorScheme of ["light", "dark"] as const) {
  Deno.test({
    ...requires(
      ["ollama", "chromium"],
      `the chat fits a phone and can be read, ${colorScheme}`,
    ),
    async fn() {
      await using chat = await openChat({
        colorScheme,
        width: 320,
        gate: { reword: (word) => word === "Hello" ? ANSWER : "" },
      });
      const { page, answer } = chat;
      const check = async (what: string): Promise<void> => {
        const wide = await page.evaluate(
          "document.documentElement.scrollWidth",
        );
        assert.ok(wide as number <= 320, `${what} is ${wide} pixels wide`);
        assert.deepEqual(await unreadable(page), [], what);
      };
      await check("the greeting");
      await chat.ask(`Say it ${"all-of-it".repeat(20)}`);
      await answer.locator(".text", { hasText: "The end." }).waitFor();
      await chat.ended();
      for (const made of ["h1", "li ol", "blockquote", "pre", "td", "hr"]) {
        assert.ok(await answer.locator(`.text ${made}`).count() > 0, made);
      }
      await check("the answer");
      const end = await page.evaluate(
        "log.scrollHeight - log.scrollTop - log.clientHeight",
      ) as number;
      assert.ok(end < 2, `${end} pixels from the end`);
      await page.getByRole("button", { name: "Conversations" }).click();
      await page.locator("#history .new").waitFor();
      await check("the list");
    },
  });
}
