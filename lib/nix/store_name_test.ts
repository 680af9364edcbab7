import assert from "node:assert/strict";
import { sourceName } from "./store_name.ts";

Deno.test("sourceName() is what Nix calls the source of a flake", async () => {
  // As `nix-store --print-fixed-path --recursive sha256` has it.
  const bytes = new Uint8Array(32).fill(69);
  const narHash = `sha256-${btoa(String.fromCharCode(...bytes))}`;
  assert.equal(
    await sourceName(narHash, "/nix/store"),
    "57p2pbc67d3jgp8m4jvv3jn37n5f4lj1-source",
  );
});
