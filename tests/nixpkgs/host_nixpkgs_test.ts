/**
 * Making the host-backed nixpkgs ready.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { CommandError } from "../../lib/core/errors.ts";
import { hostNixpkgs } from "../../lib/nix/host_nixpkgs.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { requires } from "../support/harness.ts";
import { tempDir } from "../support/temp_dir.ts";

const source = join(CHECKOUT, "nix", "host-nixpkgs");

Deno.test({
  ...requires(
    ["nix"],
    "hostNixpkgs() gives the same to anyone who asks at once",
  ),
  async fn() {
    await using dir = await tempDir();
    const system = denoSystem();
    const ask = () => hostNixpkgs(system, { source, cache: dir.path });
    const answers = await Promise.all([ask(), ask(), ask()]);
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    const entries = await Array.fromAsync(Deno.readDir(dir.path));
    assert.equal(entries.length, 1, "no draft is left");
    const assumed = await hostNixpkgs(system, {
      source,
      cache: dir.path,
      assumed: ["b", "a", "b"],
    });
    assert.notEqual(assumed.dir, answers[0]?.dir);
    const again = await hostNixpkgs(system, {
      source,
      cache: dir.path,
      assumed: ["a", "b"],
    });
    assert.deepEqual(again, assumed, "neither order nor repeats count");
    // A second call asks no process.
    await hostNixpkgs({
      ...system,
      proc: { ...system.proc, run: () => assert.fail("ran a process") },
    }, { source, cache: dir.path });
  },
});

Deno.test({
  ...requires(["nix"], "hostNixpkgs() leaves nothing when Nix fails"),
  async fn() {
    await using dir = await tempDir();
    const env = {
      ...Deno.env.toObject(),
      NIX_CONF_DIR: join(dir.path, "conf"),
    };
    await Deno.mkdir(env.NIX_CONF_DIR);
    await Deno.writeTextFile(join(env.NIX_CONF_DIR, "nix.conf"), "nonsense");
    await assert.rejects(
      hostNixpkgs(denoSystem(), {
        source,
        cache: join(dir.path, "made"),
        env,
      }),
      CommandError,
    );
    const left = await Array.fromAsync(Deno.readDir(join(dir.path, "made")));
    assert.deepEqual(left, []);
  },
});
