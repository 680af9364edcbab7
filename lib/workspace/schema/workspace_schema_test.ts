import assert from "node:assert/strict";
import { UserError } from "../../core/errors.ts";
import type { WorkspaceInput } from "../workspace.ts";
import { parseWorkspace } from "./workspace_schema.ts";

const VALID: WorkspaceInput = {
  name: "Test",
  python: { version: ">=3.11,<3.15" },
  services: { web: { command: ["streamlit", "run", "app.py"], port: 8501 } },
};

/** What is said of a workspace that has one thing changed. */
function complaint(change: Record<string, unknown>): string {
  try {
    parseWorkspace({ ...VALID, ...change });
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.message;
  }
  return "";
}

Deno.test("parseWorkspace() fills in defaults", () => {
  const { services, python, secrets, models, env } = parseWorkspace(VALID);
  assert.deepEqual(services, [{
    name: "web",
    command: ["streamlit", "run", "app.py"],
    port: 8501,
    ready: { path: "/", timeout: 60 },
    open: undefined,
    env: {},
    envFiles: [],
    provides: {},
    dependsOn: [],
    before: [],
    beforeTimeout: 600,
    restart: "never",
    optional: false,
    stopSignal: "SIGTERM",
    stopTimeout: 5,
    address: undefined,
    compileAhead: [],
  }]);
  assert.deepEqual([python.imports, secrets, models, env], [[], {}, [], {}]);
});

Deno.test("parseWorkspace() names the wrong field and what is allowed", () => {
  const web = { command: ["x"] };
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ name: "" }, /name: must not be empty/],
    [{ nane: "x" }, /nane: is not a known field/],
    [
      { python: { version: "3.11" } },
      /python\.version: must be a range such as/,
    ],
    [
      { services: { Web: web } },
      /services\.Web: must be named with lower-case/,
    ],
    [
      { services: { web: { command: [] } } },
      /services\.web\.command: must list/,
    ],
    [
      { services: { web: { ...web, port: 80 } } },
      /services\.web\.port: must be a whole number from 1024 to 65535, but is 80/,
    ],
    [
      { services: { web: { ...web, open: "/" } } },
      /services\.web: must have a "port"/,
    ],
    [
      { services: { web: { ...web, port: 5000, ready: { path: "x" } } } },
      /ready\.path: must be a path that begins with "\/"/,
    ],
    [
      { services: { web: { ...web, ready: { timeout: 0 } } } },
      /ready\.timeout: must be at least 0\.1/,
    ],
    [
      { services: { a: { ...web, port: 5000 }, b: { ...web, port: 5000 } } },
      /services\.b\.port: must differ from services\.a\.port, but both are 5000/,
    ],
    [
      { secrets: { KEY: { prompt: "Key", pattern: "(" } } },
      /secrets\.KEY\.pattern: must be a regular expression/,
    ],
    [
      { secrets: { "A B": { prompt: "Key" } } },
      /must be a valid name for an environment variable/,
    ],
    [
      {
        secrets: { KEY: { prompt: "Key", check: { url: "http://a.example" } } },
      },
      /secrets\.KEY\.check\.url: must be an https:\/\/ URL, or http:\/\/ on/,
    ],
    [
      {
        secrets: {
          KEY: { prompt: "Key", check: { url: "https://a.example" } },
        },
      },
      /secrets\.KEY\.check: must contain \{value\} in place of the secret/,
    ],
    [
      {
        secrets: {
          KEY: {
            prompt: "Key",
            check: { url: "https://a.example/{value}", status: [20] },
          },
        },
      },
      /secrets\.KEY\.check\.status\.0: must be an HTTP status, but is 20/,
    ],
    [{ env: { A: 1 } }, /env\.A: must be string, but is 1/],
    ...Object.entries({
      "cwd: must not be empty": { cwd: "" },
      "envFiles: must list paths of files": { envFiles: ".env.local" },
      "provides.A B: must be a valid name": { provides: { "A B": "x" } },
      "dependsOn: must list names of services": { dependsOn: "web" },
      "before: must list commands": { before: "make" },
      "before.0: must list a program": { before: ["make"] },
      "before.1: must list a program": { before: [["make"], []] },
      "beforeTimeout: must be at least": { beforeTimeout: 0 },
      'restart: must be "never", "on-failure" or "always", but is "yes"': {
        restart: "yes",
      },
      "optional: must be true or false": { optional: "yes" },
      "stopSignal: must be one of SIGTERM, SIGINT, SIGQUIT, SIGHUP": {
        stopSignal: "SIGKILL",
      },
      "logLimit: must be at least 0.01 megabytes": { logLimit: 0 },
      "logLimit: must be a number of megabytes": { logLimit: "10M" },
      "ready.tcp: must be true": { port: 5000, ready: { tcp: false } },
      "ready.log: must be a regular expression": { ready: { log: "(" } },
      "ready.command: must list a program": { ready: { command: "true" } },
      'ready: must have only one of "path", "tcp", "log" and "command"$': {
        port: 5000,
        ready: { path: "/", log: "up" },
      },
      ': must have a "port" if "ready" asks it by "path" or "tcp"$': {
        ready: { tcp: true },
      },
      "command.1: must not contain {password}": {
        command: ["x", "{password}"],
      },
      "before.0.0: must not contain {password}": { before: [["{password:a}"]] },
    }).map(([message, change]): [Record<string, unknown>, RegExp] => [
      { services: { web: { ...web, ...change } } },
      new RegExp(`services\\.web.*${message.replaceAll(/[.{}]/g, "\\$&")}`),
    ]),
  ];
  for (const [change, expected] of cases) {
    assert.match(complaint(change), expected);
  }
});

Deno.test("parseWorkspace() takes all that can be said of a secret", () => {
  const secrets = {
    KEY: {
      prompt: "Key",
      help: "Ann makes them.",
      url: "https://keys.example/new",
      pattern: "sk-[a-z]+",
      optional: true,
      check: {
        url: "http://127.0.0.1:8000/me",
        method: "POST",
        headers: { "x-api-key": "{value}" },
        body: "{}",
        status: [200, 204],
      },
    },
  } as const;
  assert.deepEqual(parseWorkspace({ ...VALID, secrets }).secrets, secrets);
});

Deno.test("parseWorkspace() says all that is wrong at once", () => {
  const text = complaint({ name: "", models: [""] });
  assert.match(text, /name:/);
  assert.match(text, /models\.0:/);
});

Deno.test("parseWorkspace() says when nothing was exported", () => {
  assert.throws(() => parseWorkspace(undefined), /the default export: must be/);
});

Deno.test("parseWorkspace() takes a workspace that names models for one that uses Ollama", () => {
  const wishes = { serve: false, greeting: false };
  assert.equal(parseWorkspace(VALID).ollama, undefined);
  assert.deepEqual(parseWorkspace({ ...VALID, models: ["a"] }).ollama, wishes);
  assert.deepEqual(parseWorkspace({ ...VALID, ollama: {} }).ollama, wishes);
  assert.deepEqual(
    parseWorkspace({ ...VALID, ollama: { serve: true } }).ollama,
    { ...wishes, serve: true },
  );
  assert.match(complaint({ ollama: { serve: "yes" } }), /ollama\.serve: must/);
});

Deno.test("parseWorkspace() refuses dependencies that are unknown or lead back", () => {
  const of = (dependsOn: Record<string, string[]>): string =>
    complaint({
      services: Object.fromEntries(
        Object.entries(dependsOn).map(([name, names]) => [
          name,
          { command: ["x"], dependsOn: names },
        ]),
      ),
    });
  assert.equal(of({ a: ["b", "c"], b: ["c"], c: [] }), "");
  assert.match(
    of({ a: ["b", "x"], b: ["y", "z"] }),
    /services\.a\.dependsOn: must name services of this workspace \(b\), but names "x"\n.*services\.b\.dependsOn: must name services of this workspace \(a\), but names "y", "z"$/,
  );
  assert.match(
    of({ a: ["a"] }),
    /services\.a\.dependsOn: must not lead back to itself, but does: a → a$/,
  );
  assert.match(
    of({ web: ["a"], a: ["b"], b: ["c"], c: ["a"] }),
    /services\.a\.dependsOn: must not lead back to itself, but does: a → b → c → a$/,
  );
});

Deno.test("parseWorkspace() hands on what a service provides to those that depend on it", () => {
  const db = {
    command: ["db"],
    port: 5432,
    provides: { DB_URL: "db://:{password}@127.0.0.1:{port}{data}" },
  };
  const api = { command: ["api"], dependsOn: ["db"], env: { OWN: "1" } };
  const { services } = parseWorkspace({ ...VALID, services: { db, api } });
  assert.deepEqual(services.map(({ env }) => env), [{}, {
    DB_URL: "db://:{password:db}@127.0.0.1:{port:db}{data:db}",
    OWN: "1",
  }]);
  const both = { command: ["api"], dependsOn: ["db", "copy"] };
  const copy = { ...db, port: 5433 };
  assert.match(
    complaint({ services: { db, copy, api: both } }),
    /services\.api\.dependsOn: must not be given DB_URL twice, but db and copy both provide it/,
  );
  const chosen = { ...both, env: { DB_URL: "x" } };
  assert.equal(complaint({ services: { db, copy, api: chosen } }), "");
});
