import assert from "node:assert/strict";
import { postgres } from "../services/presets/postgres.ts";
import { streamlit } from "../services/presets/streamlit.ts";
import type { ServiceInput } from "./workspace.ts";
import { parseWorkspace } from "./schema/workspace_schema.ts";

const api = { command: ["api", "{port}"], port: 8000 };

/** What is said of these services beside `api`, line by line. */
function complaints(
  services: Readonly<Record<string, ServiceInput>>,
  env: Readonly<Record<string, string>> = {},
): string[] {
  const python = { version: ">=3.11" };
  try {
    parseWorkspace({ name: "A", python, env, services: { api, ...services } });
    return [];
  } catch (error) {
    const [, ...lines] = String(error).split("\n");
    return lines.map((line) => line.trim());
  }
}

Deno.test("wrongPlaceholders() names the field and what is allowed", () => {
  const web = (change: Partial<ServiceInput>): string[] =>
    complaints({ web: { command: ["x"], ...change } });
  const ports = 'but services with a "port" are: api';
  const services = "but services of this workspace are: api, web";
  assert.deepEqual(web({ command: ["x", "{port:db}"] }), [
    `services.web.command.1: names "db" in {port:db}, ${ports}`,
  ]);
  assert.deepEqual(web({ command: ["x", "{port:web} {port:api}"] }), [
    `services.web.command.1: names "web" in {port:web}, ${ports}`,
  ]);
  assert.deepEqual(web({ env: { A: "{data:dd}", B: "{password:}" } }), [
    `services.web.env.A: names "dd" in {data:dd}, ${services}`,
    `services.web.env.B: names "" in {password:}, ${services}`,
  ]);
  assert.deepEqual(web({ before: [["a"], ["b", "{data:dd}"]] }), [
    `services.web.before.1.1: names "dd" in {data:dd}, ${services}`,
  ]);
  assert.deepEqual(web({ ready: { command: ["a", "{port}"] } }), [
    'services.web.ready.command.1: must not contain {port}, because services.web has no "port"',
  ]);
  assert.deepEqual(web({ provides: { A: "{url:api}" } }), [
    "services.web.provides.A: must not contain {url:api}, but may contain {port:api}, {data:api}, {password:api}",
  ]);
});

Deno.test("wrongPlaceholders() refuses them where nothing is filled in", () => {
  const only =
    "which is filled in only in command, before, ready.command, env and provides of a service";
  const web = {
    ...{ ...api, port: 8001, cwd: "{data}", envFiles: ["{data:api}"] },
    ...{ open: "/{port}", ready: { log: "on {port:api}" } },
  };
  assert.deepEqual(complaints({ web }, { API: ":{port:api}" }), [
    `env.API: must not contain {port:api}, ${only}`,
    `services.web.cwd: must not contain {data}, ${only}`,
    `services.web.open: must not contain {port}, ${only}`,
    `services.web.ready.log: must not contain {port:api}, ${only}`,
    `services.web.envFiles.0: must not contain {data:api}, ${only}`,
  ]);
});

Deno.test("wrongPlaceholders() holds presets to the same rules", () => {
  const app = streamlit({
    script: "app.py",
    args: ["--db", "{data:dbb}"],
    env: { DB: "{port:db}" },
  });
  assert.deepEqual(complaints({ app, db: postgres() }), [
    "services.app.command." + (app.command.length - 1) +
    ': names "dbb" in {data:dbb}, but services of this workspace are: api, app, db',
  ]);
});

Deno.test("wrongPlaceholders() takes what is right, and other braces", () => {
  const script = "echo ${port} ${port:-80} ${data:?} {print} {a,b} {x:>5}";
  const web = {
    command: ["sh", "-c", script, "{port:api} {data} {data:api}"],
    env: { A: "{password}{password:api}", B: '{"url": 1}' },
    cwd: "{odd}",
  };
  assert.deepEqual(complaints({ web, db: postgres() }), []);
});
