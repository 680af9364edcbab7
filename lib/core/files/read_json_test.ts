import assert from "node:assert/strict";
import { readJson } from "./read_json.ts";
import { denoSystem } from "../../system/deno.ts";

Deno.test("readJson() gives nothing for what is absent or cut short", async () => {
  const file = await Deno.makeTempFile();
  try {
    const text = '{"name": ["value"]}';
    for (let length = 0; length < text.length; length++) {
      await Deno.writeTextFile(file, text.slice(0, length));
      assert.equal(await readJson(denoSystem(), file), undefined);
    }
    await Deno.writeTextFile(file, text);
    assert.deepEqual(await readJson(denoSystem(), file), { name: ["value"] });
  } finally {
    await Deno.remove(file);
  }
  assert.equal(await readJson(denoSystem(), file), undefined);
});
