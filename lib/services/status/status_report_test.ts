import assert from "node:assert/strict";
import { statusTable } from "./status_report.ts";

Deno.test("statusTable() lines up columns and leaves no blanks at the end", () => {
  const base = {
    pid: null,
    port: null,
    url: null,
    log: null,
    readyMs: null,
    since: null,
  };
  const table = statusTable([
    { ...base, name: "jupyter", state: "stopped" },
    {
      ...base,
      name: "web",
      state: "running",
      url: "http://127.0.0.1:5001/",
      pid: 12,
      since: "2026-01-01T00:00:00Z",
      readyMs: 340,
    },
    {
      ...base,
      name: "db",
      state: "running",
      port: 5432,
      pid: 13,
      since: "2026-01-01T00:00:00Z",
      readyMs: 95,
    },
  ], Date.parse("2026-01-01T00:01:00Z"));
  assert.deepEqual(table.split("\n"), [
    "jupyter  stopped",
    "web      running  pid 12  up 1 min  ready in 340 ms  http://127.0.0.1:5001/",
    "db       running  pid 13  up 1 min  ready in 95 ms   127.0.0.1:5432",
  ]);
});
