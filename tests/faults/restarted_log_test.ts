/**
 * Services that are ready by their log, were started again and have long logs:
 * status still knows whether they are ready.
 *
 * @module
 */
import assert from "node:assert/strict";
import { tempWorkspace, waitFor } from "../support/harness.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";

Deno.test("status knows whether what restarted is ready, however much it wrote", async () => {
  const flood = (megabytes: number): string =>
    `head -c ${megabytes}000000 /dev/zero | tr '\\0' x | fold -w 99`;
  const script = [
    "[ -e died ] || {",
    `  echo up; until [ -e exit ]; do sleep 0.05; done; ${flood(20)}`,
    "  touch died; exit 1",
    "}",
    "touch again; until [ -e go ]; do sleep 0.05; done",
    `echo up; ${flood(3)}; touch flooded; exec sleep 3600`,
  ].join("\n");
  const ready = { log: "^up$" };
  const job = {
    command: ["sh", "-c", script],
    ready,
    restart: "on-failure",
  } as const;
  await using workspace = await tempWorkspace({
    services: {
      free: { ...job, cwd: "a" },
      limited: { ...job, cwd: "b", logLimit: 1 },
    },
    files: { "a/.gitkeep": "", "b/.gitkeep": "" },
  });
  const states = async (): Promise<string[]> =>
    servicesOf(await workspace.run(["status", "--json"]))
      .map(({ state }) => state);
  const both = (file: string) =>
    waitFor(async () => {
      await Deno.stat(workspace.path("a", file));
      return await Deno.stat(workspace.path("b", file));
    }, file);
  const write = async (file: string): Promise<void> => {
    await workspace.write(`a/${file}`, "");
    await workspace.write(`b/${file}`, "");
  };
  assert.equal((await workspace.run(["start"])).code, 0);
  await write("exit");
  await both("again");
  assert.deepEqual(await states(), ["starting", "starting"]);
  await write("go");
  await both("flooded");
  await waitFor(
    async () => {
      const found = await states();
      return found.every((state) => state === "running");
    },
    "both to run",
  );
  const again = await workspace.run(["start"]);
  assert.equal(again.code, 0, again.stderr);
  assert.equal((await workspace.run(["stop"])).code, 0);
});
