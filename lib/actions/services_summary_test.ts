import assert from "node:assert/strict";
import type { ServiceReport } from "../services/status/status_report.ts";
import {
  serviceAddresses,
  servicesSummary,
  tokensOf,
} from "./services_summary.ts";

const SERVICES: readonly ServiceReport[] = [{
  name: "jupyter",
  state: "running",
  pid: 7,
  port: 8888,
  url: "http://127.0.0.1:8888/lab?token=c0ffee",
  log: null,
  readyMs: 431.6,
  since: null,
}, {
  name: "worker",
  state: "failed",
  pid: null,
  port: null,
  url: null,
  log: null,
  readyMs: null,
  since: null,
}];

Deno.test("servicesSummary() shows addresses without tokens", () => {
  const summary = servicesSummary(SERVICES);
  assert.match(summary, /^\| jupyter \| running \| 432 ms \| http.*\/lab \|$/m);
  assert.match(summary, /^\| worker \| failed \| {2}\| {2}\|$/m);
  assert.doesNotMatch(summary, /token|c0ffee/);
});

Deno.test("serviceAddresses() and tokensOf() keep the tokens", () => {
  assert.deepEqual(JSON.parse(serviceAddresses(SERVICES)), {
    jupyter: "http://127.0.0.1:8888/lab?token=c0ffee",
    worker: null,
  });
  assert.deepEqual(tokensOf(SERVICES), ["c0ffee"]);
});
