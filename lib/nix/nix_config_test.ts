import assert from "node:assert/strict";
import { nixConfig, nixSystemOf } from "./nix_config.ts";

Deno.test("nixConfig() has a line for each setting", () => {
  const text = nixConfig();
  assert.match(text, /^experimental-features = nix-command flakes$/m);
  assert.match(text, /^substituters =$/m);
  assert.match(text, /^extra-platforms = .*aarch64-darwin/m);
});

Deno.test("nixSystemOf() writes a machine as Nix does", () => {
  assert.equal(
    nixSystemOf({ os: "darwin", arch: "aarch64" }),
    "aarch64-darwin",
  );
  assert.equal(nixSystemOf({ os: "linux", arch: "x86_64" }), "x86_64-linux");
});
