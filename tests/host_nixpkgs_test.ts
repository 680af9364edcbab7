/**
 * Making the host-backed nixpkgs ready.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { CommandError } from "../lib/errors.ts";
import { hostNixpkgs } from "../lib/nix/host_nixpkgs.ts";
import { denoSystem } from "../lib/system/deno.ts";
import { CHECKOUT } from "./checkout.ts";
import { requires } from "./harness.ts";

const source = join(CHECKOUT, "tests", "nixpkgs");

Deno.test({
  ...requires(["nix"], "hostNixpkgs() gives the same to whoever asks at once"),
  async fn() {
    const cache = await Deno.makeTempDir({ prefix: "hearth-nix-" });
    try {
      const system = denoSystem();
      const ask = () => hostNixpkgs(system, { source, cache });
      const answers = await Promise.all([ask(), ask(), ask()]);
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      const entries = await Array.fromAsync(Deno.readDir(cache));
      assert.equal(entries.length, 1, "no draft is left");
      const assumed = await hostNixpkgs(system, {
        source,
        cache,
        assumed: ["b", "a", "b"],
      });
      assert.notEqual(assumed.folder, answers[0]?.folder);
      const again = await hostNixpkgs(system, {
        source,
        cache,
        assumed: ["a", "b"],
      });
      assert.deepEqual(again, assumed, "neither order nor repeats count");
      // A second call asks no process.
      await hostNixpkgs({
        ...system,
        proc: { ...system.proc, run: () => assert.fail("ran a process") },
      }, { source, cache });
    } finally {
      await Deno.remove(cache, { recursive: true });
    }
  },
});

Deno.test({
  ...requires(["nix"], "hostNixpkgs() leaves nothing when Nix fails"),
  async fn() {
    const cache = await Deno.makeTempDir({ prefix: "hearth-nix-" });
    try {
      const env = { ...Deno.env.toObject(), NIX_CONF_DIR: join(cache, "conf") };
      await Deno.mkdir(env.NIX_CONF_DIR);
      await Deno.writeTextFile(join(env.NIX_CONF_DIR, "nix.conf"), "nonsense");
      await assert.rejects(
        hostNixpkgs(denoSystem(), { source, cache: join(cache, "made"), env }),
        CommandError,
      );
      const left = await Array.fromAsync(Deno.readDir(join(cache, "made")));
      assert.deepEqual(left, []);
    } finally {
      await Deno.remove(cache, { recursive: true });
    }
  },
});
