import assert from "node:assert/strict";
import type { Problem } from "./problem.ts";
import { summarizeLeaks } from "./summarize_leaks.ts";

function leaks(kind: Problem["kind"], name: string, count: number): Problem[] {
  return Array.from({ length: count }, (_, index) => ({
    kind,
    name,
    hint: "",
    message: `${name} ${index}`,
  }));
}

Deno.test("summarizeLeaks() counts what would fill the screen", () => {
  const missing = leaks("missing", "A", 9);
  const problems = [
    ...missing,
    ...leaks("in-file", "A", 1292),
    ...leaks("in-notebook", "A", 8),
    ...leaks("in-file", "B", 6),
  ];
  const messages = summarizeLeaks(problems).map(({ message }) => message);
  assert.deepEqual(messages, [
    ...missing.map(({ message }) => message),
    ...["A 0", "A 1", "A 2", "A 3", "A 4", "A is in 1287 more files"],
    ...["A 0", "A 1", "A 2", "A 3", "A 4"],
    "A is in 3 more notebook outputs",
    ...["B 0", "B 1", "B 2", "B 3", "B 4", "B 5"],
  ]);
});
