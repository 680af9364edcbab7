import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { notebookLeaks } from "./notebook_leaks.ts";
import { wantedSecrets } from "./search.ts";

const VALUE = "canary-in-the-mine";
const WANTED = wantedSecrets([
  {
    name: "KEY",
    declared: undefined,
    value: VALUE,
    from: ".env",
    isValid: true,
  },
]);

/** Numbers of the cells that leak, in a notebook with these outputs. */
function cells(...outputs: unknown[]): number[] {
  const text = JSON.stringify({
    cells: outputs.map((outputs) => ({ outputs })),
  });
  return notebookLeaks(text, WANTED).map(({ cell }) => cell);
}

Deno.test("notebookLeaks() looks wherever a cell's output has text", () => {
  assert.deepEqual(
    cells(
      [{ text: `key: ${VALUE}` }],
      [],
      [{ data: { "text/html": [`<b>${VALUE}</b>`] } }],
      [{ text: "harmless", "execution_count": 3, metadata: null }],
      [{ traceback: ["harmless", `KeyError: ${VALUE}`] }],
    ),
    [1, 3, 5],
  );
});

Deno.test("notebookLeaks() reads a list of lines as one text, and other lists apart", () => {
  assert.deepEqual(cells([{ text: ["canary-in", "-the-mine"] }]), [1]);
  assert.deepEqual(cells([{ text: ["canary-in", "-the-mine", 1] }]), []);
  assert.deepEqual(cells([{ a: "canary-in", b: "-the-mine" }]), []);
});

Deno.test("notebookLeaks() finds none in what is no notebook", () => {
  const texts = ["", VALUE, "null", `"${VALUE}"`, "[]", '{"cells":{}}'];
  for (const text of [...texts, '{"cells":[null,1,{}]}']) {
    assert.deepEqual(notebookLeaks(text, WANTED), [], text);
  }
  fc.assert(fc.property(fc.json(), (text) => {
    assert.deepEqual(notebookLeaks(text, WANTED), []);
    assert.deepEqual(notebookLeaks(`{"cells":[${text}]}`, WANTED), []);
  }));
});
