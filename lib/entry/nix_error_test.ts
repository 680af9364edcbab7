import assert from "node:assert/strict";
import { firstNixError } from "./nix_error.ts";

Deno.test("firstNixError() takes the first error of older versions", () => {
  const stderr = [
    "warning: Git tree is dirty",
    "error: undefined variable 'nonsense'",
    "",
    "       at /nix/store/abc-source/flake.nix:3:5:",
    "            2|",
    "(use '--show-trace' to show detailed location information)",
  ].join("\n");
  assert.equal(
    firstNixError(stderr),
    "undefined variable 'nonsense'\n  at /nix/store/abc-source/flake.nix:3:5",
  );
});

Deno.test("firstNixError() takes the cause below the trace of newer versions", () => {
  const stderr = [
    "error:",
    "       … while calling a functor",
    "         at /nix/store/abc-source/nix/workspace.nix:40:19:",
    "",
    "       \u001b[31;1merror:\u001b[0m undefined variable 'nonsense'",
    "       at /nix/store/abc-source:1:17:",
    "            1| { cudaSupport = nonsense; }",
  ].join("\n");
  assert.equal(
    firstNixError(stderr),
    "undefined variable 'nonsense'\n  at /nix/store/abc-source:1:17",
  );
});

Deno.test("firstNixError() takes a failed builder, and whatever else was said", () => {
  assert.equal(
    firstNixError(
      "error: builder for 'x.drv' failed\nerror: 1 dependencies failed",
    ),
    "builder for 'x.drv' failed",
  );
  assert.equal(firstNixError("killed\n"), "killed");
  assert.equal(firstNixError(""), "no reason given");
});
