/**
 * Which repository the wrapper `hearth` is about.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { wrapperText } from "../../lib/kit/wrapper.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { spawnChild } from "../support/child.ts";
import { tempDir } from "../support/temp_dir.ts";

const SHOWS_ROOT = "#!/bin/sh\nprintf '%s' \"$HEARTH_ROOT\"\n";

Deno.test("the wrapper is about its own repository, however it is called", async () => {
  await using temp = await tempDir();
  const dir = await Deno.realPath(temp.path);
  const root = join(dir, "it's a repo");
  const nested = join(root, "apps/one");
  const bin = join(dir, "kit/bin");
  for (const path of [nested, bin]) {
    await Deno.mkdir(path, { recursive: true });
  }
  const text = await wrapperText(denoSystem(), {
    kit: CHECKOUT,
    version: "1.0.0",
  });
  await Deno.writeTextFile(join(root, "hearth"), text, { mode: 0o755 });
  await Deno.writeTextFile(join(bin, "hearth"), SHOWS_ROOT, { mode: 0o755 });
  for (const path of [root, nested]) {
    await Deno.writeTextFile(join(path, "workspace.ts"), "");
  }
  await Deno.symlink("../../hearth", join(nested, "hearth"));
  await Deno.symlink(join(root, "hearth"), join(bin, "shop"));
  await Deno.symlink("shop", join(bin, "store"));
  const env = {
    PATH: `${bin}:${Deno.env.get("PATH")}`,
    HEARTH_KIT: join(dir, "kit"),
    CDPATH: dir,
  };
  const calls: [command: string[], cwd: string, root: string][] = [
    [["./hearth"], root, root],
    [["sh", "hearth"], root, root],
    [["../../hearth"], nested, root],
    [["shop"], "/", root],
    [["sh", "store"], bin, root],
    // A workspace within another one may share its wrapper.
    [["./hearth"], nested, nested],
    [["sh", "hearth"], nested, nested],
  ];
  for (const [command, cwd, expected] of calls) {
    const { stdout, stderr } = await spawnChild(["env", ...command], {
      cwd,
      env,
    }).result;
    assert.equal(stdout, expected, `${command} in ${cwd}: ${stderr}`);
  }
});

Deno.test("without a home, the wrapper and bin/hearth write nowhere", async () => {
  await using temp = await tempDir();
  const wrapper = join(temp.path, "hearth");
  const text = await wrapperText(denoSystem(), {
    kit: CHECKOUT,
    version: "1.0.0",
  });
  await Deno.writeTextFile(wrapper, text, { mode: 0o755 });
  // Whatever would be made is in this list.
  const made = join(temp.path, "made");
  const bin = join(temp.path, "bin");
  await Deno.mkdir(bin);
  const recorder = `#!/bin/sh\nprintf '%s\\n' "$*" >>'${made}'\nexit 1\n`;
  await Deno.writeTextFile(join(bin, "mkdir"), recorder, { mode: 0o755 });
  const deno = "#!/bin/sh\ncase $1 in eval) ;; *) echo ran ;; esac\n";
  await Deno.writeTextFile(join(bin, "deno"), deno, { mode: 0o755 });
  const env = {
    PATH: `${bin}:/usr/bin:/bin`,
    HEARTH_PACKAGE: join(temp.path, "gone.tgz"),
  };
  const own = await spawnChild([
    ...["env", "-u", "HOME", "-u", "XDG_CACHE_HOME"],
    ...[join(CHECKOUT, "bin/hearth"), "status"],
  ], { cwd: temp.path, env }).result;
  assert.equal(own.stdout, "ran\n", own.stderr);
  const { code, stderr } = await spawnChild([
    ...["env", "-u", "HOME", "-u", "XDG_CACHE_HOME", wrapper, "status"],
  ], { cwd: temp.path, env }).result;
  assert.equal(code, 1);
  assert.match(
    stderr,
    /Cannot fetch Hearth 1\.0\.0: correct or unset HEARTH_PACKAGE, which is ".*gone\.tgz"/,
  );
  const paths = (await Deno.readTextFile(made)).trim().split("\n");
  assert.deepEqual(
    paths.filter((path) => !path.startsWith("-p /dev/null/")),
    [],
  );
});
