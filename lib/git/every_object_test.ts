import assert from "node:assert/strict";
import { requires } from "../../tests/support/requires.ts";
import { denoSystem } from "../system/deno.ts";
import { everyObject } from "./every_object.ts";
import { tempDir } from "../../tests/support/temp_dir.ts";

Deno.test({
  ...requires(["git"], "everyObject() gives each content, read or not"),
  async fn() {
    const system = denoSystem();
    await using dir = await tempDir();
    const contents = ["", "\n", "a1 blob 3\nabc\n", "long ".repeat(100_000)];
    await system.proc.run(["git", "-C", dir.path, "init", "--quiet"]);
    for (const content of contents) {
      const add = ["git", "-C", dir.path, "hash-object", "-w", "--stdin"];
      await system.proc.run(add, { stdin: content });
    }
    for (const read of [contents, [contents[3]], []]) {
      const found: string[] = [];
      for await (
        const { kind, size, content } of everyObject(system, dir.path)
      ) {
        assert.equal(kind, "blob");
        if (!read.some((text) => text?.length === size)) continue;
        const pieces = ReadableStream.from(content)
          .pipeThrough(new TextDecoderStream());
        found.push((await Array.fromAsync(pieces)).join(""));
      }
      assert.deepEqual(found.sort(), [...read].sort());
    }
  },
});
