import assert from "node:assert/strict";
import { serviceEnvironment, withoutLauncher } from "./service_environment.ts";

Deno.test("withoutLauncher() drops what npx, npm and deno task put there", () => {
  const env = withoutLauncher({
    PATH:
      "/home/me/.npm/_npx/ab12/node_modules/.bin:/w/node_modules/.bin:/usr/lib/node_modules/npm/bin/node-gyp-bin:/usr/bin",
    npm_config_yes: "true",
    npm_lifecycle_event: "npx",
    NODE: "/usr/bin/node",
    INIT_CWD: "/home/me",
    HEARTH_RUN: "a run from whose terminal Hearth was called",
    HOME: "/home/me",
    NODE_OPTIONS: "--the-user-set-this",
  });
  assert.deepEqual(env, {
    PATH: "/usr/bin",
    HOME: "/home/me",
    NODE_OPTIONS: "--the-user-set-this",
  });
});

Deno.test("serviceEnvironment() puts the venv's own directory first on PATH, once", () => {
  const env = serviceEnvironment({
    inherited: {
      PATH: "/w/.venv/bin:/usr/bin",
      PYTHONHOME: "/elsewhere",
      EXPORTED: "by the user",
    },
    venv: "/w/.hearth/venvs/ab",
    venvLink: "/w/.venv",
    dotenv: { A: "file", EXPORTED: "file", PATH: "/evil", FROM_FILE: "1" },
    variables: [{ A: "workspace", B: "2" }],
  });
  assert.deepEqual(env, {
    PATH: "/w/.hearth/venvs/ab/bin:/usr/bin",
    VIRTUAL_ENV: "/w/.hearth/venvs/ab",
    PYTHONUNBUFFERED: "1",
    FROM_FILE: "1",
    EXPORTED: "by the user",
    A: "workspace",
    B: "2",
  });
});
