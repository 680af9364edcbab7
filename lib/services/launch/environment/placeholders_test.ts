import assert from "node:assert/strict";
import { fakeSystem } from "../../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../../tests/support/fake/fake_workspace.ts";
import { placeholders } from "./placeholders.ts";

Deno.test("placeholders() fills in ports, directories and passwords that stay", async () => {
  const system = fakeSystem();
  await system.fs.mkdir(PATHS.root);
  const texts = [
    "{port} {port:db} {data} {data:db} {password:db}",
    "{password} {other} {port:none}",
  ];
  const ports = new Map([["api", 8000], ["db", 5432]]);
  const options = { service: "api", ports, texts };
  const fill = await placeholders({ system, paths: PATHS }, options);
  const [first = "", second = ""] = texts.map(fill);
  const [own, others, ownData, data, theirs = ""] = first.split(" ");
  assert.deepEqual([own, others, ownData, data], [
    "8000",
    "5432",
    `${PATHS.data}/api`,
    `${PATHS.data}/db`,
  ]);
  assert.match(theirs, /^[\w-]{32}$/);
  const [password, ...rest] = second.split(" ");
  assert.deepEqual(rest, ["{other}", "{port:none}"]);
  assert.notEqual(password, theirs);
  const again = await placeholders({ system, paths: PATHS }, options);
  assert.deepEqual(texts.map(again), [first, second]);
  const file = await system.fs.stat(`${PATHS.data}/db/password`);
  assert.equal(file?.mode, 0o600);
});
