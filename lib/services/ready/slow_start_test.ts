import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import {
  PATHS,
  plantClaim,
} from "../../../tests/support/fake/fake_workspace.ts";
import { recordingReporter } from "../../../tests/support/fake/recording_reporter.ts";
import { readClaim } from "../claims/claim.ts";
import { SlowStart } from "./slow_start.ts";

const RED = "\x1b[31m";
const PLAIN = "\x1b[0m";
const LOG = `${PATHS.logs}/web.log`;

Deno.test("SlowStart shows the last line after seconds, and the end of the log once", async () => {
  const system = fakeSystem({ files: { [LOG]: "" } });
  await plantClaim(system, "web");
  const claim = await readClaim({ system, paths: PATHS }, "web");
  assert.ok(claim);
  const report = recordingReporter();
  const stage = report.stage("web");
  const slow = new SlowStart(system, claim, { stage, report });
  const after = async (ms: number): Promise<void> => {
    system.clock.advance(ms);
    await slow.look("it does not answer");
  };
  await after(2999);
  assert.deepEqual(report.stages, []);
  await after(1);
  await system.fs.writeText(
    LOG,
    `Traceback\n  ${RED}file${PLAIN}\nNo module\n\n`,
  );
  await after(999);
  assert.deepEqual(report.stages, ["web: it does not answer"]);
  await after(1);
  assert.equal(
    report.stages.at(-1),
    "web: it does not answer; its log ends: No module",
  );
  assert.deepEqual(report.notes, []);
  await after(6000);
  await after(60_000);
  assert.deepEqual(report.notes, [
    "web is not ready after 10 s: it does not answer. The end of its log:",
    "  Traceback",
    "    file",
    "  No module",
    "  ",
  ]);
});
