import assert from "node:assert/strict";
import {
  type FakeServer,
  type FakeSystem,
  fakeSystem,
  json,
} from "../../../tests/support/fake/fake_system.ts";
import {
  fakeOllama,
  noOllama,
  TINY,
} from "../../../tests/support/ollama/fake_ollama.ts";
import { checkOllama } from "./check_ollama.ts";
import type { OllamaSettings } from "./ollama_settings.ts";
import type { OllamaState } from "./ollama_state.ts";

const HERE = "http://127.0.0.1:11434";
const OWN = "http://127.0.0.1:11500";

const SETTINGS: OllamaSettings = {
  host: "",
  url: HERE,
  ownUrl: undefined,
  preferred: [],
};

const REFUSED: FakeServer = { kind: "unreachable", why: "connection refused" };

function check(
  servers: Record<string, FakeServer>,
  settings: Partial<OllamaSettings> = {},
): Promise<OllamaState> {
  const system = fakeSystem({ servers });
  return checkOllama(system, { ...SETTINGS, ...settings });
}

Deno.test("checkOllama() finds the server, its models and the one that answers", async () => {
  const loaded = json({
    models: [{ name: "tiny:latest", size: 100, "size_vram": 25 }],
  });
  const state = await check(fakeOllama(HERE, { ps: loaded }));
  assert.deepEqual(state, {
    kind: "up",
    url: HERE,
    version: "0.17.4",
    models: [{
      name: "tiny:latest",
      size: 4000,
      family: "",
      parameters: "",
      quantization: "",
      modified: "2026-01-02",
      remoteHost: null,
    }],
    chosen: {
      name: "tiny:latest",
      configured: false,
      loaded: true,
      gpuShare: 0.25,
    },
    wanted: null,
  });
});

/** The newest first: one for vectors, one from elsewhere, one to talk to. */
const ALL_KINDS = [
  { name: "vectors:latest", can: ["embedding"], day: 9 },
  { name: "far:cloud", can: ["completion"], day: 8, host: "https://x.example" },
  { name: "talks:8b", can: ["completion", "tools"], day: 7 },
  { name: "older:latest", can: ["completion"], day: 6 },
];

Deno.test("checkOllama() chooses the newest that can chat and runs here, where none is named", async () => {
  const servers = fakeOllama(HERE, {
    tags: json({
      models: ALL_KINDS.map(({ name, day, host }) => ({
        name,
        size: 1000,
        "modified_at": `2026-01-0${day}T00:00:00Z`,
        "remote_host": host,
      })).reverse(),
    }),
    ps: json({ models: [{ name: "talks:8b", size: 100, "size_vram": 48 }] }),
    show: ({ json: body }) => {
      const { model } = body as { model: string };
      const capabilities = ALL_KINDS.find(({ name }) => name === model)?.can;
      return json({ capabilities });
    },
  });
  const chosen = async (...preferred: string[]): Promise<unknown> => {
    const state = await check(servers, { preferred });
    return state.kind === "up" && state.chosen;
  };
  const talks = {
    name: "talks:8b",
    configured: false,
    loaded: true,
    gpuShare: 0.48,
  };
  assert.deepEqual(await chosen(), talks);
  assert.deepEqual(await chosen("nonesuch"), talks);
  const unloaded = { configured: true, loaded: false, gpuShare: null };
  assert.deepEqual(await chosen("OLDER"), {
    name: "older:latest",
    ...unloaded,
  });
  // What is named is taken, wherever it runs.
  assert.deepEqual(await chosen("far:cloud"), {
    name: "far:cloud",
    ...unloaded,
  });
});

Deno.test("checkOllama() says which preferred model is not there", async () => {
  const wantedOf = async (...preferred: string[]): Promise<unknown> => {
    const state = await check(fakeOllama(HERE), { preferred });
    return state.kind === "up" && [state.wanted, state.chosen?.configured];
  };
  assert.deepEqual(await wantedOf("nonesuch", "tiny"), ["nonesuch", true]);
  assert.deepEqual(await wantedOf("TINY", "nonesuch"), [null, true]);
  assert.deepEqual(await wantedOf("nonesuch"), ["nonesuch", false]);
});

Deno.test("checkOllama() tells what is wrong with a server", async () => {
  const cases: readonly (readonly [FakeServer, OllamaState])[] = [
    [REFUSED, { kind: "down", url: HERE, why: "connection refused" }],
    [{ kind: "silent" }, { kind: "silent", url: HERE, deadline: 200 }],
    [{ kind: "garbled" }, { kind: "stranger", url: HERE }],
    [json({ name: "other" }), { kind: "stranger", url: HERE }],
    [json({ version: "0.17.4" }, 404), { kind: "stranger", url: HERE }],
    [
      { kind: "answered", status: 200, text: "It works" },
      { kind: "stranger", url: HERE },
    ],
    [
      json({ version: "0.5.13" }),
      { kind: "outdated", url: HERE, version: "0.5.13" },
    ],
  ];
  for (const [version, expected] of cases) {
    assert.deepEqual(await check(fakeOllama(HERE, { version })), expected);
  }
});

Deno.test("checkOllama() calls a server silent that does not list its models", async () => {
  const state = await check(fakeOllama(HERE, { tags: { kind: "silent" } }));
  assert.deepEqual(state, { kind: "silent", url: HERE, deadline: 200 });
});

Deno.test("checkOllama() goes on without an answer about what is loaded", async () => {
  const state = await check(fakeOllama(HERE, { ps: json({}, 500) }));
  assert.equal(state.kind === "up" && state.chosen?.loaded, false);
});

Deno.test("checkOllama() takes the workspace's own server first", async () => {
  const settings = { ownUrl: OWN };
  const urlOf = async (
    servers: Record<string, FakeServer>,
  ): Promise<string> => {
    const state = await check(servers, settings);
    return `${state.kind} ${"url" in state ? state.url : ""}`;
  };
  assert.equal(
    await urlOf({ ...fakeOllama(HERE), ...fakeOllama(OWN) }),
    `up ${OWN}`,
  );
  assert.equal(
    await urlOf({ ...fakeOllama(HERE), ...noOllama(OWN) }),
    `up ${HERE}`,
  );
  // Nothing is up: what OLLAMA_HOST names is what is reported.
  assert.equal(
    await urlOf({ ...noOllama(HERE), ...noOllama(OWN) }),
    `down ${HERE}`,
  );
});

Deno.test("checkOllama() asks one address once", async () => {
  const system = fakeSystem({ servers: fakeOllama(HERE) });
  await checkOllama(system, { ...SETTINGS, ownUrl: HERE });
  assert.equal(system.sent.length, 4);
});

Deno.test("checkOllama() asks nothing where OLLAMA_HOST is no address", async () => {
  const settings = { host: "a b", url: undefined };
  assert.deepEqual(await check({}, settings), {
    kind: "misconfigured",
    value: "a b",
  });
  const state = await check(fakeOllama(OWN), { ...settings, ownUrl: OWN });
  assert.equal(state.kind, "up");
});

Deno.test("checkOllama() gives the last question what is left of the deadline", async () => {
  const deadlineAfter = async (ms: number): Promise<unknown> => {
    const servers: Record<string, FakeServer> = fakeOllama(HERE, {
      tags: () => {
        system.clock.advance(ms);
        return json({ models: [TINY] });
      },
    });
    const system: FakeSystem = fakeSystem({ servers });
    await checkOllama(system, SETTINGS, { deadline: 1000 });
    return system.sent.at(-1)?.deadline;
  };
  assert.equal(await deadlineAfter(300), 700);
  assert.equal(await deadlineAfter(2000), 1);
});

Deno.test("checkOllama() ends with the reason of its signal", async () => {
  const system = fakeSystem({ servers: fakeOllama(HERE) });
  const signal = AbortSignal.abort(new Error("Ctrl-C"));
  await assert.rejects(checkOllama(system, SETTINGS, { signal }), /Ctrl-C/);
});
