import assert from "node:assert/strict";
import { parseWorkspace } from "../../workspace/schema/workspace_schema.ts";
import type { ServiceInput } from "../../workspace/workspace.ts";
import { startedServices, tiedToHearth } from "./programs.ts";

function parsed(services: Readonly<Record<string, ServiceInput>>) {
  const python = { version: ">=3.11" };
  return parseWorkspace({ name: "test", python, services }).services;
}

Deno.test("startedServices() has optional ones only where others need them", () => {
  const command = ["true"];
  const services = parsed({
    app: { command, dependsOn: ["cache"] },
    cache: { command, optional: true, dependsOn: ["disk"] },
    disk: { command, optional: true },
    tool: { command, optional: true },
  });
  const names = startedServices(services).map(({ name }) => name);
  assert.deepEqual(names, ["app", "cache", "disk"]);
});

Deno.test("tiedToHearth() says why programs cannot be run without Hearth", () => {
  const command = ["true"];
  const free = { command, port: 8000, ready: { tcp: true } } as const;
  assert.equal(tiedToHearth(parsed({ free, none: { command } })), undefined);
  for (
    const [tied, why] of [
      [{ command, dependsOn: ["free"] }, /depends on other services$/],
      [{ command, before: [command] }, /commands to run before$/],
      [{ command, ready: { log: "ready" } }, /by its log or by a command$/],
      [{ command, ready: { command } }, /by its log or by a command$/],
    ] as const
  ) {
    assert.match(tiedToHearth(parsed({ free, tied })) ?? "", why);
  }
});
