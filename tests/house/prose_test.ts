/**
 * The check of words, seen failing.
 *
 * @module
 */
import assert from "node:assert/strict";
import { tempWorkspace } from "../support/harness.ts";

/** Written in parts, since the check reads this file too. */
const MISSPELLED = ["mi", "sp", "el", "ed"].join("");

Deno.test("deno task prose names banned phrases and misspelled words", async () => {
  await using workspace = await tempWorkspace({
    files: {
      "docs/odd.md": "Mend it, whoever you are.\n",
      "docs/wrong.md": `A ${MISSPELLED} word.\n`,
      "docs/fine.md": "Fix the error, then run the command again.\n",
    },
  });
  const prose = (file: string) =>
    workspace.exec([Deno.execPath(), "run", "-A", "tools/prose.ts", file]);
  const odd = await prose("docs/odd.md");
  assert.equal(odd.code, 1);
  assert.match(odd.stderr, /docs\/odd\.md:1: "Mend": write fix/);
  assert.match(odd.stderr, /docs\/odd\.md:1: "whoever": write name/);
  const wrong = await prose("docs/wrong.md");
  assert.equal(wrong.code, 1);
  assert.match(wrong.stdout, new RegExp(MISSPELLED));
  const fine = await prose("docs/fine.md");
  assert.equal(fine.code, 0, fine.stdout + fine.stderr);
});
