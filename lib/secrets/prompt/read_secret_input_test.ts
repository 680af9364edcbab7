import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { MOST, readSecretInput } from "./read_secret_input.ts";

Deno.test("readSecretInput() takes one line end off, and keeps all else", async () => {
  const read = (input: string | Uint8Array): Promise<string> =>
    readSecretInput(fakeSystem({ input }), "KEY");
  assert.equal(await read("value"), "value");
  assert.equal(await read("value\n"), "value");
  assert.equal(await read(" value \r\n"), " value ");
  assert.equal(await read("one\ntwo\n\n"), "one\ntwo\n");
  await assert.rejects(read(new Uint8Array(MOST + 1)), /larger than 4194304/);
  await assert.rejects(read(new Uint8Array([0xc3])), /it is not UTF-8$/);
});

Deno.test("readSecretInput() reads nothing that would show on a terminal", async () => {
  const system = fakeSystem({ terminals: ["stdin"] });
  await assert.rejects(readSecretInput(system, "KEY"), {
    message: "Cannot prompt for KEY on this terminal",
    exitCode: 3,
  });
});
