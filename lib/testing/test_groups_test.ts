import assert from "node:assert/strict";
import { fakeSystem } from "../../tests/support/fake/fake_system.ts";
import { testGroups } from "./test_groups.ts";

Deno.test("testGroups() puts long files first and unit tests together", async () => {
  const unit = Array.from({ length: 40 }, (_, at) => `lib/unit${at}_test.ts`);
  const files = {
    "/project/tests/short_test.ts": "one",
    "/project/tests/long_test.ts": "one and another",
  };
  const groups = await testGroups(fakeSystem({ files }), {
    root: "/project",
    files: [
      ...unit,
      "tests/absent_test.ts",
      "tests/short_test.ts",
      "tests/long_test.ts",
    ],
  });
  assert.deepEqual(groups.slice(0, 3), [
    ["tests/long_test.ts"],
    ["tests/short_test.ts"],
    ["tests/absent_test.ts"],
  ]);
  assert.deepEqual(groups.slice(3).flat(), unit);
  assert.equal(groups.length, 5);
});
