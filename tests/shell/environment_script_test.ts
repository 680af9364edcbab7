/**
 * `nix/environment.bash` where only Nix has a Deno.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { CHECKOUT } from "../support/checkout.ts";
import { spawnChild } from "../support/child.ts";
import { tempDir } from "../support/temp_dir.ts";

/** Runs what follows `-c`, as `nix develop` does. */
const NIX =
  '#!/bin/bash\nwhile [[ $1 != -c ]]; do shift; done\nshift\nexec "$@"\n';
/** Hearth as a package has it: without main.ts. */
const HEARTH = '#!/bin/bash\nprintf \'%s|\' "$HEARTH_ROOT" "$@"\n';

Deno.test("nix/environment.bash asks an installed kit through the flake's own Deno", async () => {
  await using temp = await tempDir();
  const [root, bin, kit] = ["my repo", "bin", "kit/bin"].map((name) =>
    join(temp.path, name)
  ) as [string, string, string];
  for (const path of [root, bin, kit]) {
    await Deno.mkdir(path, { recursive: true });
  }
  await Deno.writeTextFile(join(root, "flake.nix"), "");
  await Deno.writeTextFile(join(bin, "nix"), NIX, { mode: 0o755 });
  await Deno.writeTextFile(join(kit, "hearth"), HEARTH, { mode: 0o755 });
  const env = await spawnChild(["bash", "-c", "type -P env"], {
    cwd: "/",
    env: {},
  }).result;
  await Deno.symlink(env.stdout.trim(), join(bin, "env"));
  const script = join(CHECKOUT, "nix/environment.bash");
  const { stdout, stderr } = await spawnChild(
    ["bash", "-c", 'PATH=$BIN; . "$0"', script],
    {
      cwd: "/",
      env: { BIN: bin, HEARTH_ROOT: root, HEARTH_KIT: join(temp.path, "kit") },
    },
  ).result;
  assert.equal(stdout, `${root}|shell|--build|`, stderr);
});
