/**
 * Namespaces for shells: as an ordinary user, and when Hearth itself is killed.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { enterShell } from "../../lib/flakes/sandbox/shells/enter_shell.ts";
import { findSandbox } from "../../lib/flakes/sandbox/sandbox.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { flakeShell } from "../support/flakes/flake_shell.ts";
import {
  CHECKOUT,
  processesWith,
  requires,
  requiresRoot,
  spawnChild,
  waitFor,
} from "../support/harness.ts";

const TOOLS = ["nix", "unshare", "ip", "python3"] as const;

/** Runs a command as no one in particular. */
const UNPRIVILEGED = [
  "setpriv",
  "--reuid=65534",
  "--regid=65534",
  "--clear-groups",
];

Deno.test({
  ...requiresRoot(["unshare", "ip"], "findSandbox() serves ordinary users"),
  async fn() {
    const system = denoSystem();
    const { proc } = system;
    const sandbox = await findSandbox({
      ...system,
      proc: {
        ...proc,
        run: (it, more) => proc.run([...UNPRIVILEGED, ...it], more),
      },
    });
    assert.ok(typeof sandbox !== "string", String(sandbox));
    assert.ok(sandbox.prefix.includes("--user"));
    const stage = await Deno.makeTempDir({ prefix: "hearth-test-" });
    try {
      const script = join(stage, "sandbox.sh");
      const mark = `/tmp/hearth-mark-${crypto.randomUUID()}`;
      await Deno.copyFile(
        join(CHECKOUT, "lib/flakes/sandbox/sandbox.sh"),
        script,
      );
      await Deno.mkdir(join(stage, "room"));
      await Deno.mkdir(join(stage, "bin"));
      await Deno.writeTextFile(
        join(stage, "bin/uname"),
        "#!/bin/sh\necho Mine",
        { mode: 0o755 },
      );
      await Deno.writeTextFile(join(stage, "hidden"), "git\n");
      for (const path of [stage, script]) await Deno.chmod(path, 0o755);
      await proc.run(["chown", "-R", "65534", stage]);
      const play = async (): Promise<void> => {
        const { code, stdout, stderr } = await proc.run([
          ...[
            ...UNPRIVILEGED,
            ...sandbox.prefix,
            "sh",
            script,
            stage,
            "sh",
            "-c",
          ],
          `/usr/bin/uname; test -e /usr/bin/git || echo no git; echo pid $$;
         touch ${mark} && echo written; touch /var/tmp/x && echo written;
         touch /etc/x /nix/x 2>/dev/null || echo refused`,
        ], {
          env: { ...Deno.env.toObject(), ...sandbox.env, NETWORK: "" },
        });
        assert.equal(code, 0, stderr);
        assert.deepEqual(stdout.trim().split("\n"), [
          ...["confined", "Mine", "no git", "pid 1"],
          ...["written", "written", "refused"],
        ]);
      };
      await play();
      // Something that an ordinary user may not look under.
      const mounted = join(stage, "mounted");
      await Deno.mkdir(mounted);
      await proc.run(["mount", "-t", "tmpfs", "tmpfs", mounted]);
      try {
        await play();
      } finally {
        await proc.run(["umount", mounted]);
      }
      await assert.rejects(Deno.stat(mark), Deno.errors.NotFound);
    } finally {
      await Deno.remove(stage, { recursive: true });
    }
  },
});

Deno.test({
  ...requires(TOOLS, "enterShell() leaves no process when Hearth is killed"),
  async fn() {
    await using shell = await flakeShell({
      hook: "setsid sleep 6543 & exec sleep 6543",
    });
    const run = JSON.stringify(shell.run);
    await using child = spawnChild([Deno.execPath(), "run", "-A", "-"], {
      cwd: CHECKOUT,
      env: { ...Deno.env.toObject(), TMPDIR: join(shell.base, "tmp") },
      stdin: `
import { enterShell } from "${CHECKOUT}/lib/flakes/sandbox/shells/enter_shell.ts";
import { denoSystem } from "${CHECKOUT}/lib/system/deno.ts";
await enterShell(denoSystem(), {
  run: ${run},
  way: {
    env: { HEARTH_TEST: ${JSON.stringify(shell.base)} },
    steps: [{ do: "prompt" }],
  },
});`,
    });
    const inside = (): ReturnType<typeof processesWith> =>
      processesWith("HEARTH_TEST", shell.base);
    await waitFor(
      async () =>
        (await inside()).some(({ command }) => command === "sleep 6543"),
      "the shell",
    );
    child.signal("SIGKILL");
    await child.result;
    await waitFor(
      async () => (await inside()).length === 0,
      "the end of everything inside",
    );
  },
});

Deno.test({
  ...requires(
    TOOLS,
    "enterShell() skips what cannot be confined, and says why",
  ),
  async fn() {
    await using shell = await flakeShell({ hook: "" });
    const system = denoSystem();
    const way = { steps: [] };
    const { proc } = system;
    const lacking = {
      ...system,
      proc: {
        ...proc,
        has: async (name: string) => name !== "ip" && await proc.has(name),
      },
    };
    const missing = await enterShell(lacking, { run: shell.run, way });
    assert.deepEqual(missing, {
      skipped: 'cannot sandbox the shell: "ip" is not installed',
    });
    const mac = { ...system, env: { ...system.env, os: "darwin" as const } };
    const elsewhere = await enterShell(mac, { run: shell.run, way });
    assert.deepEqual(elsewhere, {
      skipped: "sandboxes need Linux",
    });
  },
});
