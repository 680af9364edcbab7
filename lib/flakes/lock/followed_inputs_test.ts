import assert from "node:assert/strict";
import { inputKinds } from "../nixpkgs/flake_inputs.ts";
import { followedInputs } from "./followed_inputs.ts";

const LOCK = {
  root: "root",
  nodes: {
    root: { inputs: { tools: "tools", mine: ["tools", "pkgs"] } },
    tools: { inputs: { pkgs: "pkgs_2", again: ["tools", "pkgs"] } },
    pkgs_2: { original: { type: "github", owner: "NixOS", repo: "nixpkgs" } },
  },
};

Deno.test("followedInputs() finds out what another flake calls its input", () => {
  const inputs = {
    tools: { url: "github:some/tools" },
    mine: { follows: "tools/pkgs" },
    again: { follows: "tools/again" },
    lost: { follows: "tools/nothing" },
  };
  const kinds = (found: typeof inputs) =>
    Object.fromEntries(inputKinds({ inputs: found, takes: [] }));
  const found = followedInputs(inputs, LOCK) as typeof inputs;
  const { mine, again, lost } = kinds(found);
  assert.deepEqual([mine, again], ["nixpkgs", "nixpkgs"]);
  assert.notEqual(lost, "nixpkgs");
  assert.notEqual(kinds(inputs).mine, "nixpkgs", "without the lock");
  assert.equal(followedInputs(inputs, undefined), inputs);
});
