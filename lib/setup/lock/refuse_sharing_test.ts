import assert from "node:assert/strict";
import type { DependencySource } from "../inputs/dependency_source.ts";
import { refuseSharing } from "./refuse_sharing.ts";

Deno.test("refuseSharing() names the lock that another tool made", () => {
  const source: DependencySource = {
    kind: "requirements",
    files: ["deps/web.txt"],
  };
  const [requirements] = source.files;
  const pair = { requirements: requirements ?? "" };
  refuseSharing(source, [{ ...pair, owner: "shared" }]);
  assert.throws(() => refuseSharing(source, [{ ...pair, owner: "private" }]), {
    message: "Cannot write deps/web.lock: another tool made it",
  });
});
