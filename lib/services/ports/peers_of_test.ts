import assert from "node:assert/strict";
import { peersOf } from "./peers_of.ts";

Deno.test("peersOf() names the others, wherever a service asks for them", () => {
  const service = {
    name: "web",
    command: ["web", "{port}", "{port:one}", "{data:none}"],
    env: { TWO: "{port:two}" },
    before: [["three", "{port:three}"]],
    ready: { command: ["four", "{port:four}{port:one}"] },
  };
  const peers = peersOf(service, { FIVE: "{port:five}" });
  assert.deepEqual(peers.toSorted(), ["five", "four", "one", "three", "two"]);
});
