import assert from "node:assert/strict";
import { parsedNix } from "./parsed_nix.ts";

Deno.test("parsedNix() finds paths, and none in strings or operators", () => {
  const { paths } = parsedNix(
    '{ a = ("x\\n/y \\"/no" + /f/z + " "); b = (/abs/p + "/q"); c = [ /f ]; ' +
      "d = (import /f/nix/a.nix { }); e = (x // y); f = (__div a 2); }",
  );
  assert.deepEqual(paths, ["/abs/p", "/f", "/f/nix/a.nix", "/f/z"]);
});

Deno.test("parsedNix() distinguishes the use of self from taking it", () => {
  const taken = "{ outputs = ({ self, nixpkgs }: (nixpkgs).lib); }";
  assert.equal(parsedNix(taken).usesSelf, false);
  assert.equal(parsedNix("({ nixpkgs, self }: 1)").usesSelf, false);
  assert.equal(parsedNix("({ self, ... } @ inputs: 1)").usesSelf, false);
  assert.equal(parsedNix("({ self, nixpkgs }: (self).lib)").usesSelf, false);
  assert.equal(parsedNix("(inputs: (inputs).self.lib or (1))").usesSelf, false);
  assert.equal(parsedNix("({ self }: ((self) ? rev))").usesSelf, false);
  assert.equal(parsedNix("({ self }: (self).outPath)").usesSelf, true);
  assert.equal(parsedNix('({ self }: (self + "/x"))').usesSelf, true);
  assert.equal(
    parsedNix("({ self }: { x = (self).x; y = self; })").usesSelf,
    true,
  );
  assert.equal(parsedNix("(inputs: (inputs).self)").usesSelf, true);
  assert.equal(parsedNix('"self"').usesSelf, false);
  assert.equal(parsedNix("(myself: itself-self)").usesSelf, false);
});

Deno.test("parsedNix() gives the names that occur", () => {
  assert.deepEqual(
    parsedNix("((pkgs).mkShell { x = (with pkgs; [ git-lfs a' ]); })").names,
    ["a'", "git-lfs", "mkShell", "pkgs", "with", "x"],
  );
});
