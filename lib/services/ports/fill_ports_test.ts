import assert from "node:assert/strict";
import { fillPorts, peersOf, portsAskedFor } from "./fill_ports.ts";

const PORTS = new Map([["web", 5001], ["jupyter", 8888]]);

Deno.test("fillPorts() puts in the service's own port and those of others", () => {
  assert.equal(
    fillPorts("--port={port} --lab=:{port:jupyter}/{port}", "web", PORTS),
    "--port=5001 --lab=:8888/5001",
  );
});

Deno.test("fillPorts() leaves other braces as they are", () => {
  const text = "{ports} {port:none} {PORT} {}";
  assert.equal(fillPorts(text, "web", PORTS), text);
});

Deno.test("portsAskedFor() names the services", () => {
  assert.deepEqual(portsAskedFor("{port} {port:jupyter}", "web"), [
    "web",
    "jupyter",
  ]);
});

Deno.test("peersOf() names the others, wherever a service asks for them", () => {
  const service = {
    name: "web",
    command: ["web", "{port}", "{port:one}"],
    env: { TWO: "{port:two}" },
    before: [["three", "{port:three}"]],
    ready: { command: ["four", "{port:four}{port:one}"] },
  };
  const peers = peersOf(service, { FIVE: "{port:five}" });
  assert.deepEqual(peers.toSorted(), ["five", "four", "one", "three", "two"]);
});
