import assert from "node:assert/strict";
import type { Result, RevisionReport, Status } from "../flakes/result.ts";
import { planBisections } from "./plan_bisections.ts";

const result = (status: Status): Result => ({ status, ms: 1, cached: false });

/** A revision whose shells have these statuses, by system. */
function revision(
  commits: readonly string[],
  statuses: Readonly<Record<string, Status>>,
): RevisionReport {
  return {
    name: commits[0] ?? "",
    commits,
    nixpkgs: "host",
    reads: [],
    parse: result("passed"),
    shells: Object.entries(statuses).map(([system, status]) => ({
      system,
      shell: "default",
      evaluate: result(status),
    })),
  };
}

Deno.test("planBisections() starts from the last good commit of each system", () => {
  const revisions = [
    revision(["a", "c"], { arm: "passed", intel: "passed" }),
    revision(["b"], { arm: "failed", intel: "passed" }),
    revision(["d"], { arm: "passed", intel: "failed" }),
    revision(["e"], { arm: "failed", intel: "failed" }),
  ];
  const history = [["e", "d"], ["d", "c"], ["c", "b"], ["b", "a"], ["a"]];
  assert.deepEqual(planBisections({ revisions }, history), [
    { range: "d..e", systems: ["arm"] },
    { range: "c..e", systems: ["intel"] },
  ]);
});

Deno.test("planBisections() searches once for systems with the same ends", () => {
  const revisions = [
    revision(["a"], { arm: "passed", intel: "passed", never: "failed" }),
    revision(["c"], { arm: "failed", intel: "failed", never: "failed" }),
  ];
  assert.deepEqual(
    planBisections({ revisions }, [["c", "b"], ["b", "a"], ["a"]]),
    [{ range: "a..c", systems: ["arm", "intel"] }],
  );
});

Deno.test("planBisections() takes a good commit for one only if it is an ancestor", () => {
  const revisions = [
    revision(["base"], { intel: "passed" }),
    revision(["bad"], { intel: "failed" }),
    revision(["beside"], { intel: "passed" }),
    revision(["merge"], { intel: "passed" }),
  ];
  const history = [
    ["merge", "bad", "beside"],
    ["bad", "base"],
    ["beside", "base"],
    ["base"],
  ];
  assert.deepEqual(planBisections({ revisions }, history), [
    { range: "base..bad", systems: ["intel"] },
  ]);
});

Deno.test("planBisections() has nothing to search for where nothing failed", () => {
  const revisions = [revision(["a"], { intel: "passed", arm: "skipped" })];
  assert.deepEqual(planBisections({ revisions }, [["a"]]), []);
});
