/**
 * The table of docs/bench.md is what the recordings give.
 *
 * @module
 */
import assert from "node:assert/strict";
import { DOCS, withPowerTable } from "../../tools/power_docs.ts";

/** Cells without the spaces by which the formatter aligns them. */
function cells(page: string): string[] {
  return page.split("\n").map((line) =>
    line.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---")
  );
}

Deno.test("docs/bench.md has the power table of the recordings: tools/power_docs.ts writes it", async () => {
  const page = await Deno.readTextFile(DOCS);
  assert.ok(page.includes("<!-- power -->"));
  assert.deepEqual(cells(await withPowerTable(page)), cells(page));
});
