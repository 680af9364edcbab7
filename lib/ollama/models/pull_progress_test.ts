import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { PullProgress } from "./pull_progress.ts";

/** One part of a thousand megabytes, as far as `completed`. */
function part(digest: string, megabytes: number) {
  return {
    status: "pulling",
    digest,
    total: 1e9,
    completed: megabytes * 1e6,
  };
}

Deno.test("PullProgress adds parts up and reports speed and time left", () => {
  const progress = new PullProgress();
  progress.note(part("a", 0), 0);
  progress.note(part("a", 500), 1000);
  assert.equal(
    `${progress}`,
    "██████████░░░░░░░░░░   50%  500 MB of 1.0 GB  500 MB/s  1 s left",
  );
  progress.note(part("a", 1000), 2000);
  progress.note(part("b", 0), 2000);
  assert.deepEqual([progress.completed, progress.total], [1e9, 2e9]);
});

Deno.test("PullProgress forgets how fast it once was", () => {
  const progress = new PullProgress();
  for (let second = 0; second <= 10; second++) {
    progress.note(part("a", second * 50), second * 1000);
  }
  assert.equal(Math.round(progress.speed), 50e6);
  for (let second = 11; second <= 20; second++) {
    progress.note(part("a", 500), second * 1000);
  }
  assert.equal(progress.speed, 0);
  assert.equal(`${progress}`, "██████████░░░░░░░░░░   50%  500 MB of 1.0 GB");
});

Deno.test("PullProgress counts nothing that was there when it began", () => {
  const progress = new PullProgress();
  progress.note(part("a", 900), 0);
  progress.note(part("a", 950), 1000);
  assert.equal(progress.speed, 50e6);
});

Deno.test("PullProgress never goes back, and never past its end", () => {
  const event = fc.record({
    status: fc.string(),
    digest: fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined }),
    completed: fc.nat(1000),
    total: fc.constant(1000),
  });
  fc.assert(fc.property(fc.array(event), (events) => {
    const progress = new PullProgress();
    let before = 0;
    events.forEach((event, second) => {
      progress.note(event, second * 1000);
      assert.ok(progress.completed >= before);
      assert.ok(progress.completed <= progress.total);
      assert.ok(progress.speed >= 0);
      assert.doesNotMatch(`${progress}`, /NaN|Infinity|-/);
      before = progress.completed;
    });
  }));
});
