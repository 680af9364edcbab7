/**
 * Which of a server's models answers, told by one that has all kinds.
 *
 * @module
 */
import assert from "node:assert/strict";
import { tempWorkspace } from "../support/harness.ts";
import { httpServer, type OddServer } from "../support/odd_servers.ts";

/** The newest first: one for vectors, one from elsewhere, one to talk to. */
const MODELS = [
  { name: "vectors:latest", can: ["embedding"], day: 9 },
  { name: "far:cloud", can: ["completion"], day: 8, host: "https://x.example" },
  { name: "talks:8b", can: ["completion", "tools"], day: 7 },
  { name: "older:latest", can: ["completion"], day: 6 },
];

function serverWithAllKinds(): OddServer {
  return httpServer(async (request) => {
    const { pathname } = new URL(request.url);
    switch (pathname) {
      case "/api/version":
        return Response.json({ version: "0.17.4" });
      case "/api/tags":
        return Response.json({
          models: MODELS.map(({ name, day, host }) => ({
            name,
            size: 1000,
            modified_at: `2026-01-0${day}T00:00:00Z`,
            remote_host: host,
          })).reverse(),
        });
      case "/api/ps":
        return Response.json({
          models: [{ name: "talks:8b", size: 100, size_vram: 48 }],
        });
      default: {
        const { model } = await request.json();
        const can = MODELS.find(({ name }) => name === model)?.can;
        return Response.json({ capabilities: can });
      }
    }
  });
}

Deno.test("the newest model that can chat and runs here is chosen where none is named", async () => {
  await using server = serverWithAllKinds();
  await using workspace = await tempWorkspace();
  const chosen = async (model: string): Promise<Record<string, unknown>> => {
    const { stdout } = await workspace.run(
      ["ollama", "--wait", "60", "--json"],
      { env: { OLLAMA_HOST: server.host, OLLAMA_MODEL: model } },
    );
    return JSON.parse(stdout).chosen;
  };
  assert.deepEqual(await chosen(""), {
    name: "talks:8b",
    configured: false,
    loaded: true,
    gpuShare: 0.48,
  });
  assert.equal((await chosen("nonesuch")).name, "talks:8b");
  assert.equal((await chosen("OLDER")).name, "older:latest");
  // What is named is taken, wherever it runs.
  assert.equal((await chosen("far:cloud")).name, "far:cloud");

  const { stdout } = await workspace.run(["ollama", "--wait", "60"], {
    env: { OLLAMA_HOST: server.host },
  });
  assert.match(stdout, /^Model talks:8b, loaded, 48% GPU$/m);
  const table = await workspace.run(["ollama", "models"], {
    env: { OLLAMA_HOST: server.host },
  });
  assert.match(table.stdout, /^ {2}far:cloud +on https:\/\/x\.example /m);
});
