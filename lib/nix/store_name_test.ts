import assert from "node:assert/strict";
import { sourceName } from "./store_name.ts";

Deno.test("sourceName() is what Nix calls the source of a flake", async () => {
  // As `nix flake metadata` of an empty directory with one flake.nix has it.
  assert.equal(
    await sourceName(
      "sha256-i2s3L4a0YcbqcoGsDNHHKd/EKHhueKj5T8kj8aghKkM=",
      "/nix/store",
    ),
    "7is5wk42sh454ziyz8fxvcb188scfmsx-source",
  );
});
