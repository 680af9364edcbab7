import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { clientAddress, resolveOllamaHost } from "./ollama_host.ts";

/** By what `OLLAMA_HOST` says: Ollama's address, and where clients find it. */
const CASES: readonly (readonly [string, string, string?])[] = [
  ["", "http://127.0.0.1:11434"],
  ["192.0.2.7", "http://192.0.2.7:11434"],
  [":8080", "http://:8080", "http://127.0.0.1:8080"],
  ["192.0.2.7:8080", "http://192.0.2.7:8080"],
  ["gpu.example", "http://gpu.example:11434"],
  ["gpu.example:8080", "http://gpu.example:8080"],
  ["gpu.example:", "http://gpu.example:11434"],
  [":65536", "http://:11434", "http://127.0.0.1:11434"],
  [":-5", "http://:11434", "http://127.0.0.1:11434"],
  ["gpu.example:http", "http://gpu.example:11434"],
  ["0.0.0.0", "http://0.0.0.0:11434", "http://127.0.0.1:11434"],
  ["0.0.0.0:8080", "http://0.0.0.0:8080", "http://127.0.0.1:8080"],
  ["[::]", "http://[::]:11434", "http://[::1]:11434"],
  ["[::1]", "http://[::1]:11434"],
  ["::1", "http://[::1]:11434"],
  ["0:0::0:1", "http://[::1]:11434"],
  ["::ffff:192.0.2.7", "http://192.0.2.7:11434"],
  ["[::1]:8080", "http://[::1]:8080"],
  ["  192.0.2.7\n", "http://192.0.2.7:11434"],
  [`"192.0.2.7"`, "http://192.0.2.7:11434"],
  [` ' 192.0.2.7 ' `, "http://192.0.2.7:11434"],
  ["http://192.0.2.7", "http://192.0.2.7:80"],
  ["https://gpu.example", "https://gpu.example:443"],
  ["https://gpu.example:8443", "https://gpu.example:8443"],
  ["https://gpu.example/llm/", "https://gpu.example:443/llm/"],
  ["ollama.com", "https://ollama.com:443"],
];

for (const [value, resolved] of CASES) {
  Deno.test(`resolveOllamaHost() takes ${JSON.stringify(value)}`, () => {
    assert.equal(resolveOllamaHost(value), resolved);
  });
}

Deno.test("clientAddress() finds a server on every address on loopback", () => {
  for (const [value, resolved, client] of CASES) {
    const expected = (client ?? resolved).replace(/\/$/, "");
    assert.equal(clientAddress(resolveOllamaHost(value)), expected, value);
  }
});

Deno.test("clientAddress() refuses what is not an HTTP address", () => {
  for (const value of ["a b", "ftp://gpu.example", "HTTP://x", "[::1", "a]b"]) {
    const address = clientAddress(resolveOllamaHost(value));
    const isRepaired = value === "[::1";
    assert.equal(address, isRepaired ? "http://[::1]:11434" : undefined, value);
  }
});

/** What a person may reasonably write, in all its combinations. */
const written = fc.record({
  scheme: fc.constantFrom("", "http://", "https://"),
  host: fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.ipV6().map((address) => `[${address}]`),
    fc.constantFrom("localhost", "0.0.0.0", "[::]"),
  ),
  port: fc.option(fc.integer({ min: 1, max: 65535 }), { nil: undefined }),
  path: fc.option(fc.stringMatching(/^\/[a-z]{1,8}$/), { nil: "" }),
});

Deno.test("resolveOllamaHost() gives an address of which it makes the same again", () => {
  fc.assert(fc.property(fc.string(), (value) => {
    const once = resolveOllamaHost(value);
    if (clientAddress(once) === undefined) return;
    assert.equal(resolveOllamaHost(once), once);
  }));
});

Deno.test("resolveOllamaHost() keeps scheme, port and path that were given", () => {
  fc.assert(fc.property(written, ({ scheme, host, port, path }) => {
    const given = port === undefined ? "" : `:${port}`;
    const resolved = resolveOllamaHost(`${scheme}${host}${given}${path}`);
    const standard = { "": 11434, "http://": 80, "https://": 443 }[scheme];
    const ending = `:${port ?? standard}${path}`;
    assert.ok(resolved.startsWith(scheme || "http://"), resolved);
    assert.ok(resolved.endsWith(ending), resolved);
    assert.ok(clientAddress(resolved)?.endsWith(ending), resolved);
  }));
});
