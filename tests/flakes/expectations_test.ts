/**
 * The flake revisions in `tests/flakes`: entered for real, held against what
 * they expect, and shown to fail when a line of a hook is missing.
 *
 * A run of all of them takes as long as a coffee break, so that only some are
 * run here. `HEARTH_FLAKES=all` runs every revision, system and line; so does
 * `deno task flakes`, but for the lines.
 *
 * @module
 */
import assert from "node:assert/strict";
import { enterTier, smokeTier } from "../../lib/flakes/sandbox/tiers.ts";
import { platformOf } from "../../lib/machine/platform.ts";
import type { Result, ShellRun } from "../../lib/flakes/result.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { requires } from "../support/harness.ts";
import { mutantsOf } from "../support/shell/hook_lines.ts";
import { revisionNames, revisionRun } from "../support/flakes/revision_run.ts";

const TOOLS = ["nix", "unshare", "ip", "git", "python3"] as const;
const ONLINE = [...TOOLS, "uv", "slirp4netns"] as const;

const WANTS_ALL = Deno.env.get("HEARTH_FLAKES") === "all";

/** What is run when no one asked for everything. */
const SOME = ["01-python-minimal", "13-notebook-one-liner"];
const names = WANTS_ALL ? await revisionNames() : SOME;

const machine = denoSystem();
const here = platformOf(machine);

/** Enters a shell, then tries what it starts. */
async function play(run: ShellRun): Promise<Result> {
  const entered = await enterTier(machine, run);
  return entered.status === "passed" ? await smokeTier(machine, run) : entered;
}

for (const name of names) {
  Deno.test({
    ...requires(
      name.startsWith("01") ? TOOLS : ONLINE,
      `${name} keeps its expect.json on every platform`,
    ),
    async fn(t) {
      await using revision = await revisionRun(name);
      for (const system of revision.systems) {
        const isSome = system === here || system === "aarch64-darwin";
        await t.step({
          name: system,
          ignore: !isSome && !WANTS_ALL,
          async fn() {
            const { status, mode, error } = await play(revision.runFor(system));
            assert.equal(status, "passed", error);
            assert.equal(mode, system === here ? "native" : "emulated");
          },
        });
      }
    },
  });
}

for (const name of WANTS_ALL ? names : SOME.slice(0, 1)) {
  Deno.test({
    ...requires(
      name.startsWith("01") ? TOOLS : ONLINE,
      `${name} breaks its expect.json without any line of its hook`,
    ),
    async fn(t) {
      await using revision = await revisionRun(name);
      const mutants = mutantsOf(revision.flake);
      assert.ok(mutants.length > 0);
      for (const { line, flake } of mutants) {
        await t.step(line, async () => {
          await revision.change(flake);
          const { status } = await play({
            ...revision.runFor(here),
            timeout: 90,
          });
          assert.equal(status, "failed");
        });
      }
    },
  });
}
