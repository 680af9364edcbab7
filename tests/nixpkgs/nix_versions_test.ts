/**
 * The same revisions in a newer Nix, that of Debian 13.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { overrideArguments } from "../../lib/nix/host_inputs.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { userCacheDir } from "../../lib/core/files/user_cache.ts";
import {
  copied,
  expectationsOf,
  REVISIONS,
} from "../support/flakes/flake_revisions.ts";
import { requiresRoot } from "../support/harness.ts";
import { type NixPlace, nixPlace } from "../support/flakes/nix_place.ts";

/**
 * Prints Nix's version and, a line for each, what comes of the flakes after
 * `--` with the arguments before.
 */
const EVALUATE = `flags=()
while [ "$1" != -- ]; do flags+=("$1"); shift; done
shift
printf '"%s"\\n' "$(nix --version)"
for shells; do
  nix eval --json "\${flags[@]}" "$shells" --apply '
    builtins.mapAttrs (_: shell: shell.drvPath or shell.default.drvPath)'
  echo
done`;

/** The same within `$1`, a Debian, with the directory `$2` in it and no store. */
const WITHIN = `set -e
root=$1 directory=$2
shift 2
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mkdir -p "$root$directory"
mount --bind "$directory" "$root$directory"
mount -t tmpfs tmpfs "$root$directory/nix"
exec chroot "$root" bash -c "$@"`;

/** A Debian with Nix, made once and kept among the user's caches. */
async function debian(): Promise<string> {
  const system = denoSystem();
  const root = join(userCacheDir(system), "debian-trixie");
  const ready = join(root, "ready");
  if (await system.fs.stat(ready) !== undefined) return root;
  await system.fs.remove(root);
  const made = await system.proc.run([
    ...["debootstrap", "--variant=minbase", "trixie", root],
  ]);
  assert.equal(made.code, 0, made.stdout.slice(-2000));
  const installed = await system.proc.run([
    ...["chroot", root, "apt-get", "install", "-y"],
    ...["--no-install-recommends", "nix-bin", "git"],
  ]);
  assert.equal(installed.code, 0, installed.stderr);
  await system.fs.writeText(ready, "");
  return root;
}

/** Derivations of every revision's shells, by revision and system. */
async function evaluated(
  place: NixPlace,
  command: readonly string[],
  args: readonly string[],
): Promise<unknown[]> {
  const { stdout, code, stderr } = await denoSystem().proc.run(
    [...command, EVALUATE, "bash", ...args],
    { env: place.env, cwd: place.dir },
  );
  assert.equal(code, 0, stderr);
  return stdout.trim().split("\n").filter(Boolean)
    .map((line) => JSON.parse(line));
}

Deno.test({
  ...requiresRoot(
    ["nix", "debootstrap", "unshare"],
    "every revision evaluates to the same in a newer Nix",
  ),
  async fn() {
    await using place = await nixPlace();
    const root = await debian();
    const shells: string[] = [];
    for (const revision of REVISIONS) {
      const { output } = await expectationsOf(revision);
      shells.push(
        `path:${await copied(place, { revision, localNix: false })}#${output}`,
      );
    }
    const args = [...overrideArguments(place.host.inputs), "--", ...shells];
    const [version, ...ours] = await evaluated(place, ["bash", "-c"], args);
    const [other, ...newer] = await evaluated(place, [
      ...["unshare", "--mount", "bash", "-c", WITHIN, "bash"],
      ...[root, place.dir],
    ], args);
    assert.notEqual(other, version);
    assert.equal(ours.length, REVISIONS.length);
    assert.deepEqual(newer, ours);
  },
});
