import assert from "node:assert/strict";
import { fakeWorkspace } from "../../../tests/support/fake/fake_workspace.ts";
import { servicesToStart } from "./services_to_start.ts";

const WORKSPACE = fakeWorkspace({
  services: {
    web: { command: ["web"], dependsOn: ["api"] },
    api: { command: ["api"], dependsOn: ["db"] },
    db: { command: ["db"], optional: true },
    seed: { command: ["seed"], dependsOn: ["db"], optional: true },
  },
});

/** What is started, and what for. */
function chosen(
  names: readonly string[],
  options: { readonly all?: boolean } = {},
): [string, Record<string, string>] {
  const { services, needed } = servicesToStart(WORKSPACE, names, options);
  return [
    services.map(({ name }) => name).join(" "),
    Object.fromEntries(needed),
  ];
}

Deno.test("servicesToStart() takes what is needed along, and optional ones when asked", () => {
  assert.deepEqual(chosen([]), ["web api db", { db: "api" }]);
  assert.deepEqual(chosen([], { all: true }), ["web api db seed", {}]);
  assert.deepEqual(chosen(["web"]), ["web api db", { api: "web", db: "api" }]);
  assert.deepEqual(chosen(["seed"]), ["db seed", { db: "seed" }]);
  assert.throws(() => chosen(["wbe"]), /Cannot find service "wbe"/);
});
