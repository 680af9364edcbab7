/**
 * Ollama's answers on the machine in memory, for unit tests.
 *
 * @module
 */
import { type FakeServer, json } from "../fake/fake_system.ts";

/** A model as the server lists it. */
export const TINY = {
  name: "tiny:latest",
  size: 4000,
  "modified_at": "2026-01-02",
};

/** What differs from a server that is up and has one model that can chat. */
export interface OllamaAnswers {
  readonly version?: FakeServer;
  readonly tags?: FakeServer;
  readonly ps?: FakeServer;
  readonly show?: FakeServer;
}

/** A server for `FakeMachine.servers`. */
export function fakeOllama(
  url: string,
  differing: OllamaAnswers = {},
): Record<string, FakeServer> {
  return {
    [`${url}/api/version`]: differing.version ?? json({ version: "0.17.4" }),
    [`${url}/api/tags`]: differing.tags ?? json({ models: [TINY] }),
    [`${url}/api/ps`]: differing.ps ?? json({ models: [] }),
    [`${url}/api/show`]: differing.show ??
      json({ capabilities: ["completion"] }),
  };
}

/** A port on which nothing listens. */
export function noOllama(url: string): Record<string, FakeServer> {
  const refused = { kind: "unreachable", why: "connection refused" } as const;
  return fakeOllama(url, { version: refused, tags: refused, ps: refused });
}
