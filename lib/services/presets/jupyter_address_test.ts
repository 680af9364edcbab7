import assert from "node:assert/strict";
import { jupyterAddress } from "./jupyter_address.ts";
import type { FileSystem } from "../../system/mod.ts";

/** Reads the address when the server's file holds this text. */
async function addressIn(
  text: string | undefined,
): Promise<string | undefined> {
  const readText = (path: string): Promise<string | undefined> =>
    Promise.resolve(path === "/run/jpserver-7.json" ? text : undefined);
  return await jupyterAddress(
    { fs: { readText } as FileSystem },
    { runtimeDir: "/run", pid: 7, page: "/lab" },
  );
}

Deno.test("jupyterAddress() reads port, base and token from Jupyter itself", async () => {
  const info = { url: "http://my-host:8899/base/", token: "a&b", pid: 7 };
  assert.equal(
    await addressIn(JSON.stringify(info)),
    "http://127.0.0.1:8899/base/lab?token=a%26b",
  );
});

Deno.test("jupyterAddress() leaves out a token that the user turned off", async () => {
  const info = { url: "http://localhost:8888/", token: "" };
  assert.equal(
    await addressIn(JSON.stringify(info)),
    "http://127.0.0.1:8888/lab",
  );
});

Deno.test("jupyterAddress() waits for a file that is absent or not whole", async () => {
  for (const text of [undefined, "", '{"url": "http://loc', "{}"]) {
    assert.equal(await addressIn(text), undefined);
  }
});
