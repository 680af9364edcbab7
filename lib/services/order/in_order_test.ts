import assert from "node:assert/strict";
import { inOrder } from "./in_order.ts";
import {
  dependentsOf,
  type Ordered,
  withDependents,
  withNeeded,
} from "./service_order.ts";

const SERVICES: readonly Ordered[] = [
  { name: "web", dependsOn: ["api"] },
  { name: "api", dependsOn: ["db", "cache"] },
  { name: "db" },
  { name: "cache", dependsOn: [] },
  { name: "docs" },
];

/** What happens when each item takes some turns. */
async function history(items: readonly Ordered[]): Promise<string[]> {
  const events: string[] = [];
  await inOrder(items, {
    first: ({ dependsOn = [] }) => dependsOn,
    work: async ({ name }) => {
      events.push(`+${name}`);
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      events.push(`-${name}`);
    },
  });
  return events;
}

function names(services: readonly Ordered[]): string {
  return services.map(({ name }) => name).join(" ");
}

Deno.test("inOrder() begins with what waits for nothing, all of it at once", async () => {
  assert.deepEqual(
    (await history(SERVICES)).join(" ").split(" -db ")[0],
    [
      "+db",
      "+cache",
      "+docs",
    ].join(" "),
  );
  const events = await history(SERVICES);
  const at = (event: string): number => events.indexOf(event);
  assert.ok(at("-db") < at("+api") && at("-cache") < at("+api"));
  assert.ok(at("-api") < at("+web"));
  assert.equal(events.length, 10);
});

Deno.test("inOrder() hands on what came first, and fails what waits for a failure", async () => {
  const first = ({ dependsOn = [] }: Ordered): readonly string[] => dependsOn;
  const sums = await inOrder(SERVICES, {
    first,
    work: ({ name }, earlier: readonly string[]) =>
      Promise.resolve(`${name}(${earlier.join()})`),
  });
  assert.deepEqual(sums, [
    "web(api(db(),cache()))",
    "api(db(),cache())",
    "db()",
    "cache()",
    "docs()",
  ]);
  const done: string[] = [];
  await assert.rejects(
    inOrder(SERVICES, {
      first,
      work: ({ name }) => {
        if (name === "db") return Promise.reject(new Error("db"));
        return Promise.resolve(void done.push(name));
      },
    }),
    { message: "db" },
  );
  assert.deepEqual(done, ["cache", "docs"]);
});

Deno.test("inOrder() goes on where claims of two starts form a cycle", async () => {
  const cycle = [
    { name: "a", dependsOn: ["b"] },
    { name: "b", dependsOn: ["a"] },
    { name: "c", dependsOn: ["c"] },
  ];
  assert.deepEqual(await history(cycle), ["+b", "+c", "-b", "-c", "+a", "-a"]);
});

Deno.test("withNeeded() and withDependents() follow dependencies in one direction", () => {
  assert.equal(names(withNeeded(SERVICES, ["api"])), "api db cache");
  assert.equal(names(withNeeded(SERVICES, ["web"])), "web api db cache");
  assert.equal(names(withNeeded(SERVICES, ["docs"])), "docs");
  assert.equal(names(withDependents(SERVICES, ["db"])), "web api db");
  assert.equal(names(withDependents(SERVICES, ["web"])), "web");
  assert.deepEqual(dependentsOf(SERVICES, "db"), ["api"]);
});
