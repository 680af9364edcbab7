/**
 * Many at once: one consistent result.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Child } from "../support/child.ts";
import { freePort, processesWith, tempWorkspace } from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";

Deno.test("ten starts at once give one set of services, ten stops none", async () => {
  await using workspace = await tempWorkspace({
    services: {
      one: service("serve.py", freePort()),
      two: service("serve.py", freePort()),
    },
  });
  const ten = (args: string[]): ReturnType<typeof workspace.run>[] =>
    Array.from({ length: 10 }, () => workspace.run(args));
  const started = await Promise.all(ten(["start", "--json"]));
  const [first = []] = started.map(servicesOf);
  for (const result of started) {
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(
      servicesOf(result).map(({ pid, state }) => [pid, state]),
      first.map(({ pid }) => [pid, "running"]),
    );
  }
  assert.equal((await processesWith("HOME", workspace.home)).length, 2);

  for (const { code, stderr } of await Promise.all(ten(["stop"]))) {
    assert.equal(code, 0, stderr);
  }
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
  for await (
    const { isFile, name } of Deno.readDir(workspace.path(".hearth/run"))
  ) {
    assert.equal(isFile, false, `${name} was left behind`);
  }
});

Deno.test("starts and stops in a mix end with every process claimed", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  await workspace.run(["setup"]);
  const results = await Promise.all(
    Array.from(
      { length: 10 },
      (_, index) => workspace.run([index % 2 === 0 ? "start" : "stop"]),
    ),
  );
  // A start that was overtaken by a stop says so; nothing else may fail.
  for (const { code, stderr } of results) {
    if (code !== 0) assert.match(stderr, /stopped in the meantime/);
  }
  const [web] = servicesOf(await workspace.run(["status", "--json"]));
  const living = await processesWith("HOME", workspace.home);
  assert.deepEqual(
    living.map(({ pid }) => pid),
    web?.pid ? [web.pid] : [],
  );
});

Deno.test("what a start that was killed has launched is found and stopped", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("deaf.py", freePort()) },
  });
  await workspace.run(["setup"]);
  for (let round = 0; round < 8; round++) {
    const start = workspace.spawn(["start"]);
    const wait = round * 15;
    await new Promise((resolve) => setTimeout(resolve, wait));
    start.signal("SIGKILL");
    await start.result;
    const stopped = await workspace.run(["stop"]);
    assert.equal(stopped.code, 0, stopped.stderr);
    assert.deepEqual(await processesWith("HOME", workspace.home), []);
  }
});

for (
  const [lock, args, message] of [
    ["services", ["start"], "another start or stop"],
    ["services", ["stop"], "another start or stop"],
    ["services", ["clean"], "another start or stop"],
    ["setup", ["clean"], "another setup to finish"],
    ["secrets", ["secret", "set", "KEY"], "another command that writes .env"],
    ["secrets", ["secret", "unset", "KEY"], "another command that writes .env"],
  ] as const
) {
  Deno.test(`${args.join(" ")} says that it waits for ${message}`, async () => {
    await using workspace = await tempWorkspace({
      services: { web: { command: ["sleep", "3600"] } },
    });
    await workspace.run(["setup"]);
    const stdin = args[0] === "secret" ? "value" : undefined;
    const path = workspace.path(`.hearth/${lock}.lock`);
    let task: Child;
    {
      using file = await Deno.open(path, { create: true, write: true });
      await file.lock(true);
      task = workspace.spawn(args, { ...(stdin && { stdin }) });
      await task.waitForText(new RegExp(`Waiting for ${message}`));
    }
    const { code, stderr } = await task.result;
    assert.equal(code, 0, stderr);
    await workspace.run(["stop"]);
  });
}

Deno.test("Ctrl-C ends a stop that waits for another task", async () => {
  await using workspace = await tempWorkspace({
    services: { web: { command: ["sleep", "3600"] } },
  });
  await workspace.run(["start"]);
  {
    using file = await Deno.open(workspace.path(".hearth/services.lock"));
    await file.lock(true);
    const stop = workspace.spawn(["stop"]);
    await stop.waitForText(/Waiting for another start or stop/);
    stop.signal("SIGINT");
    assert.equal((await stop.result).code, 130);
  }
  const [web] = servicesOf(await workspace.run(["status", "--json"]));
  assert.equal(web?.state, "running");
});
