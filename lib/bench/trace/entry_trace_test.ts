import assert from "node:assert/strict";
import { phasesOf, TRACE_PROMPT } from "./entry_trace.ts";

Deno.test("phasesOf() gives each phase what passes until the next command", () => {
  const trace = `+hearth 10.000100 source +: begins
++hearth 10.000300 _hearth_is_current _hearth_enter source +[[ -s x ]]
+hearth 10.000800 _hearth_find_pythons _hearth_is_current source +local name
something that a program printed
+hearth 10,001000 _hearth_activate _hearth_enter source +PATH=x
+hearth 10.001100 +exec true
`;
  const rounded = phasesOf(trace).map(({ name, ms }) => [
    name,
    Math.round(ms * 1000),
  ]);
  assert.deepEqual(rounded, [["stamp", 700], ["activate", 100], [
    "other",
    200,
  ]]);
});

Deno.test("phasesOf() understands what bash writes", async () => {
  const script = `PS4='${TRACE_PROMPT}'
_hearth_banner() { sleep 0.05; }
set -x
_hearth_banner
:`;
  const { stderr, success } = await new Deno.Command("bash", {
    args: ["-c", script],
  }).output();
  assert.ok(success);
  const phases = phasesOf(new TextDecoder().decode(stderr));
  const banner = phases.find(({ name }) => name === "banner");
  // macOS's bash 3.2 does not know the time to the microsecond.
  if (phases.length > 0) assert.ok(banner !== undefined && banner.ms >= 45);
});

Deno.test("phasesOf() gives nothing for an empty trace", () => {
  assert.deepEqual(phasesOf(""), []);
});
