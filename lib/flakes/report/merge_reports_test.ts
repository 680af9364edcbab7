import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { mergeReports } from "./merge_reports.ts";
import type { RevisionReport, ShellReport, Status } from "../result.ts";
import { shardOf } from "../select/shard.ts";
import { reportOf } from "./summary.ts";

const FACTS = { ms: 1, cached: false };

function revision(
  name: string,
  shells: readonly ShellReport[],
): RevisionReport {
  const parse = { status: "passed", ...FACTS } as const;
  return { name, commits: [], nixpkgs: "host", reads: [], parse, shells };
}

function shell(system: string, status: Status): ShellReport {
  const evaluate = { status, ...FACTS };
  return { system, shell: system === "*" ? "*" : "default", evaluate };
}

Deno.test("mergeReports() puts the parts of --shard together as they were", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string()),
      fc.integer({ min: 1, max: 5 }),
      (names, total) => {
        const revisions = names.map((name) =>
          revision(name, [shell("a", "passed")])
        );
        const whole = reportOf("host", { revisions });
        const parts = Array.from(
          { length: total },
          (_, index) =>
            reportOf("host", {
              revisions: shardOf(revisions, { index: index + 1, total }),
            }),
        );
        assert.deepEqual(mergeReports(parts), whole);
      },
    ),
  );
});

Deno.test("mergeReports() puts systems of a revision together", () => {
  const one = reportOf("host", {
    revisions: [
      revision("x", [shell("a", "passed")]),
      revision("y", [shell("*", "skipped")]),
    ],
  });
  const two = reportOf("locked", {
    revisions: [
      revision("x", [shell("b", "failed")]),
      revision("y", [shell("b", "unknown")]),
    ],
    interrupted: true,
  });
  const merged = mergeReports([one, two]);
  assert.deepEqual(merged.revisions.map(({ shells }) => shells), [
    [shell("a", "passed"), shell("b", "failed")],
    [shell("b", "unknown")],
  ]);
  assert.equal(merged.nixpkgs, "host, locked");
  assert.equal(merged.interrupted, true);
  assert.deepEqual(merged.summary, {
    passed: 3,
    unknown: 1,
    failed: 1,
    expectedFailures: 0,
    skipped: 0,
  });
});
