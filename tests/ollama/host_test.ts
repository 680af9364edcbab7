/**
 * `OLLAMA_HOST` means to Hearth what it means to Ollama: the real program is
 * asked, through a proxy that sees where it wants to go.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "../packages/fast_check.ts";
import {
  clientAddress,
  resolveOllamaHost,
} from "../../lib/ollama/check/ollama_host.ts";
import { programOf, requires } from "../support/harness.ts";

/** Hosts that exist nowhere: only the proxy hears of them. */
const host = fc.oneof(
  fc.domain(),
  fc.constantFrom("192.0.2.7", "[2001:db8::7]", "2001:db8:0::7"),
);

const written = fc.tuple(
  fc.constantFrom("", " ", `"`, "'"),
  fc.constantFrom("", "", "http://"),
  host,
  fc.oneof(
    fc.constantFrom("", "", ":", ":0x50", ":99999", ":-1", ":+80"),
    fc.integer({ min: 1, max: 65535 }).map((port) => `:${port}`),
  ),
  fc.constantFrom("", "/", "/llm", "/llm/", "/a/b"),
).map(([quote, scheme, name, port, path]) =>
  `${quote}${scheme}${name}${port}${path}${quote}`
);

Deno.test({
  ...requires(["ollama"], "resolveOllamaHost() goes where Ollama itself goes"),
  async fn() {
    const seen: string[] = [];
    await using proxy = await proxyThatNotes(seen);
    const home = await Deno.makeTempDir();
    const property = fc.asyncProperty(written, async (value) => {
      const mine = clientAddress(resolveOllamaHost(value));
      seen.length = 0;
      await new Deno.Command(programOf("ollama") ?? "ollama", {
        args: ["list"],
        clearEnv: true,
        env: { HOME: home, OLLAMA_HOST: value, HTTP_PROXY: proxy.url },
        stdout: "null",
        stderr: "null",
      }).output();
      const asked = seen.at(-1);
      assert.equal(
        asked && withPort(asked),
        mine && withPort(`${mine}/api/tags`),
        JSON.stringify(value),
      );
    });
    try {
      await fc.assert(property, { numRuns: 60 });
    } finally {
      await Deno.remove(home, { recursive: true });
    }
  },
});

/** The same address, however its host and port are spelled. */
function withPort(address: string): string {
  const { hostname, port, pathname } = new URL(address);
  return `${hostname}:${port || 80}${pathname}`;
}

/** A proxy that answers as an Ollama without models, and notes the targets. */
function proxyThatNotes(
  seen: string[],
): Promise<AsyncDisposable & { readonly url: string }> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const body = '{"models":[]}';
  const answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n" +
    `Content-Length: ${body.length}\r\n\r\n`;
  const served = (async () => {
    for await (const connection of listener) {
      const bytes = new Uint8Array(8192);
      const count = await connection.read(bytes) ?? 0;
      const line = new TextDecoder().decode(bytes.subarray(0, count));
      const [, method, target] = /^(\w+) (\S+) /.exec(line) ?? [];
      if (target !== undefined) seen.push(target);
      const text = answer + (method === "HEAD" ? "" : body);
      await connection.write(new TextEncoder().encode(text));
      connection.close();
    }
  })();
  return Promise.resolve({
    url: `http://127.0.0.1:${listener.addr.port}`,
    async [Symbol.asyncDispose]() {
      listener.close();
      await served.catch(() => undefined);
    },
  });
}
