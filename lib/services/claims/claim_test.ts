import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { type Claim, parseClaim } from "./claim.ts";

const CLAIM: Claim = {
  root: "/w",
  workspace: "1:2:3",
  service: "web",
  run: "id",
  pid: 4711,
  startTime: "99",
  bootId: "boot",
  mode: "background",
  command: ["python", "server.py"],
  port: 5001,
  url: "http://127.0.0.1:5001/",
  log: "/w/.hearth/logs/web.log",
  venv: null,
  stopTimeout: 5,
  socket: null,
  since: "2026-01-01T00:00:00.000Z",
  readyMs: null,
  stopping: null,
};

Deno.test("parseClaim() reads back what was written", () => {
  assert.deepEqual(parseClaim(JSON.stringify(CLAIM)), CLAIM);
});

Deno.test("parseClaim() gives nothing for any other text, and never throws", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
    assert.equal(parseClaim(text), undefined);
  }));
});

Deno.test("parseClaim() gives nothing for a claim that was cut short", () => {
  const text = JSON.stringify(CLAIM);
  for (let length = 0; length < text.length; length++) {
    assert.equal(parseClaim(text.slice(0, length)), undefined);
  }
});

Deno.test("parseClaim() refuses the ids that would reach whole groups", () => {
  for (const pid of [1, 0, -1, 1.5, "7", null]) {
    assert.equal(parseClaim(JSON.stringify({ ...CLAIM, pid })), undefined);
  }
});

Deno.test("parseClaim() gives nothing when a field is missing or no such thing", () => {
  for (const name of Object.keys(CLAIM)) {
    for (const value of [undefined, {}, name === "command" ? [1] : true]) {
      const text = JSON.stringify({ ...CLAIM, [name]: value });
      assert.equal(parseClaim(text), undefined, text);
    }
  }
});
