/**
 * Flakes that are evaluated together give what each gives by itself.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  BATCH_OUTPUT,
  type BatchAnswer,
  batchFlake,
  memberName,
} from "../lib/flakes/batch_flake.ts";
import { overrideArguments } from "../lib/nix/host_inputs.ts";
import { hostNixpkgs } from "../lib/nix/host_nixpkgs.ts";
import { nixConfig } from "../lib/nix/nix_config.ts";
import { denoSystem } from "../lib/system/deno.ts";
import { CHECKOUT, requires, tempWorkspace } from "./harness.ts";

/** One flake that takes flake-utils, one old output, one new. */
const FLAKES = ["01-python-minimal", "08-linux-tmux", "13-notebook-one-liner"];

Deno.test({
  ...requires(
    ["nix"],
    "batchFlake() gives the derivations that each flake gives by itself",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const config = `${workspace.home}/nix.conf`;
    await Deno.writeTextFile(config, nixConfig());
    const env = { ...workspace.env, NIX_USER_CONF_FILES: config };
    const { inputs: shared } = await hostNixpkgs(denoSystem(), {
      source: `${CHECKOUT}/tests/nixpkgs`,
      cache: `${workspace.home}/nixpkgs`,
      env,
    });
    const evaluate = async (...args: string[]): Promise<BatchAnswer> => {
      const command = ["nix", "eval", "--json", "--read-only", ...args];
      const { code, stdout, stderr } = await workspace.exec(command, { env });
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout);
    };
    const references = FLAKES.map((name) =>
      `path:${CHECKOUT}/tests/flakes/${name}`
    );
    const names = ["nixpkgs", "flake-utils"] as const;
    const known = new Map(names.map((name) => [name, name]));
    const members = references.map((reference, index) => ({
      reference,
      // The first one has no flake-utils to be given.
      inputs: index === 0 ? new Map([["nixpkgs", "nixpkgs"] as const]) : known,
    }));
    const folder = `${workspace.home}/batch`;
    await Deno.mkdir(folder);
    await Deno.writeTextFile(
      `${folder}/flake.nix`,
      batchFlake(members, shared, {}),
    );
    const together = await evaluate(
      `path:${folder}#${BATCH_OUTPUT}`,
      "--no-write-lock-file",
    ) as unknown as Record<string, BatchAnswer>;
    for (const [index, reference] of references.entries()) {
      const answer = together[memberName(index)];
      const output = answer?.devShells ? "devShells" : "devShell";
      const alone = await evaluate(
        `${reference}#${output}`,
        ...overrideArguments(shared),
        "--apply",
        output === "devShells"
          ? "builtins.mapAttrs (_: builtins.mapAttrs (_: s: s.drvPath))"
          : "builtins.mapAttrs (_: s: { default = s.drvPath; })",
      );
      assert.deepEqual(answer?.[output], alone, reference);
    }
  },
});
