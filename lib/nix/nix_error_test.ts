import assert from "node:assert/strict";
import { nixError } from "./nix_error.ts";

const OLD = `warning: not writing modified lock file of flake 'path:/x':
• Added input 'nixpkgs':
    'path:/y' (2026-11-23)
error: attribute 'nosuch' missing

       at /nix/store/6jyl47jylmm869mwaz4j5kglz0dv7756-source/flake.nix:2:164:

            1| { inputs = {};
             |  ^
(use '--show-trace' to show detailed location information)
`;

const NEW = `error:
       … while evaluating the attribute 'drvPath'
         at /nix/store/6jyl47jylmm869mwaz4j5kglz0dv7756-source/default.nix:1:2:

            1| { system }:
             |  ^

       (stack trace truncated; use '--show-trace' to show the full, detailed trace)

       error: attribute 'nosuch' missing
       at /nix/store/6jyl47jylmm869mwaz4j5kglz0dv7756-source/flake.nix:2:164:
            1| { inputs = {};
             |  ^
       Did you mean nixos?
`;

Deno.test("nixError() finds the same error in Nix 2.8's words and in 2.26's", () => {
  const expected = "attribute 'nosuch' missing\nat flake.nix:2:164";
  assert.equal(nixError(OLD), expected);
  assert.equal(nixError(NEW), expected);
});

Deno.test("nixError() keeps a message of several lines, without a place", () => {
  const message =
    "Package ‘x’ in a.nix:1 has an unfree license, refusing.\nSet it.";
  assert.equal(
    nixError(
      `error: ${message.replace("\n", "\n       ")}\n(use '--show-trace')`,
    ),
    message,
  );
  assert.equal(
    nixError(
      `error:\n       … while x\n\n       error: ${
        message.replace("\n", "\n       ")
      }\n`,
    ),
    message,
  );
});

Deno.test("nixError() takes the first of several old errors", () => {
  assert.equal(nixError("error: one\nerror: two\n"), "one");
});

Deno.test("nixError() falls back on the last line", () => {
  assert.equal(nixError("sh: 1: nix: not found\n"), "sh: 1: nix: not found");
  assert.equal(nixError(""), "Nix failed without an error message");
});

Deno.test("nixError() reads errors that are colored", () => {
  const colored = NEW.replace("error: a", "\x1b[31;1merror:\x1b[0m a");
  assert.equal(nixError(colored), nixError(NEW));
});
