/**
 * What `doctor` finds, and what it fixes.
 *
 * @module
 */
import assert from "node:assert/strict";
import { dirname } from "node:path";
import type { Check } from "../../lib/doctor/check.ts";
import { tmuxSocket } from "../../lib/services/launch/tmux.ts";
import { workspaceIdentity } from "../../lib/services/claims/workspace_identity.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import {
  freePort,
  requires,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";
import { service } from "../support/services/service_fixtures.ts";

interface Answer {
  readonly code: number;
  readonly checks: Readonly<Record<string, Pick<Check, "state" | "message">>>;
  readonly fixed: readonly string[];
}

async function doctor(
  workspace: TempWorkspace,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { code, stdout, stderr } = await workspace.run(
    ["doctor", "--json", ...args],
    { env },
  );
  assert.ok(code === 0 || code === 1, stderr);
  const { checks, fixed } = JSON.parse(stdout);
  return {
    code,
    fixed,
    checks: Object.fromEntries(
      checks.map((check: Check) => [check.name, check]),
    ),
  };
}

Deno.test({
  ...requires(
    ["uv", "git"],
    "doctor finds nothing bad in a workspace that is set up",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    const before = await doctor(workspace);
    assert.equal(before.code, 1);
    assert.equal(before.checks[".venv"]?.state, "bad");
    assert.equal((await workspace.run(["setup"])).code, 0);
    const { code, checks } = await doctor(workspace);
    assert.equal(code, 0, JSON.stringify(checks));
    assert.match(checks["python"]?.message ?? "", /^3\.\d+\.\d+, \//);
    const { stdout } = await workspace.run(["doctor"]);
    assert.match(stdout, /^ok {4}\.venv +current$/m);
    assert.match(stdout, /^note {2}ollama .*\n +Only the chat needs it/m);
  },
});

Deno.test({
  ...requires(["uv", "git", "tmux"], "doctor --fix fixes what is safe"),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    assert.equal((await workspace.run(["setup"])).code, 0);
    await workspace.write(".env", "KEY=1\n");
    await Deno.chmod(workspace.path(".env"), 0o644);
    await Deno.chmod(workspace.path(".hearth"), 0o755);
    await workspace.write(".hearth/run/web.json", "{}");
    await workspace.write(".hearth/venvs/abandoned/file", "");
    const identity = await workspaceIdentity({
      system: denoSystem(),
      paths: workspace,
    });
    const socket = await tmuxSocket(identity, "web");
    await Deno.mkdir(dirname(socket), { mode: 0o700 });
    await Deno.writeTextFile(socket, "");
    const sick = await doctor(workspace);
    assert.equal(sick.code, 1);
    const named = ["claims", ".env", ".hearth", "tmux sockets", "venvs"];
    for (const name of named) {
      assert.notEqual(sick.checks[name]?.state, "ok", name);
    }
    const cured = await doctor(workspace, ["--fix"]);
    assert.equal(cured.code, 0, JSON.stringify(cured.checks));
    assert.equal(cured.fixed.length, named.length);
    for (const name of named) {
      assert.equal(cured.checks[name]?.state, "ok", name);
    }
    const { mode } = await Deno.stat(workspace.path(".env"));
    assert.equal((mode ?? 0) & 0o777, 0o600);
  },
});

Deno.test({
  ...requires(["uv", "git"], "doctor sees a tracked .env and a taken port"),
  async fn() {
    const port = freePort();
    await using workspace = await tempWorkspace({
      git: true,
      services: { web: service("serve.py", port) },
    });
    assert.equal((await workspace.run(["setup"])).code, 0);
    const free = await doctor(workspace);
    assert.equal(free.checks[`port ${port}`]?.message, "free");
    await workspace.write(".env", "KEY=1\n");
    const added = await workspace.exec(["git", "add", "--force", ".env"]);
    assert.equal(added.code, 0, added.stderr);
    using _listener = Deno.listen({ hostname: "127.0.0.1", port });
    const { code, checks } = await doctor(workspace, ["--fix"]);
    assert.equal(code, 1, JSON.stringify(checks));
    assert.equal(checks[".env"]?.state, "bad");
    assert.match(checks[`port ${port}`]?.message ?? "", /next free port/);
  },
});

Deno.test({
  ...requires(["uv"], "doctor names the card, and a driver that is ill"),
  async fn() {
    await using workspace = await tempWorkspace();
    const smi = async (script: string): Promise<string> => {
      await workspace.write("bin/nvidia-smi", `#!/bin/sh\n${script}\n`);
      await Deno.chmod(workspace.path("bin/nvidia-smi"), 0o755);
      const { checks } = await doctor(workspace, [], {
        PATH: `${workspace.path("bin")}:${workspace.env.PATH}`,
      });
      return checks["gpu"]?.message ?? "";
    };
    if (Deno.build.os !== "linux") return;
    assert.equal(
      await smi(
        "echo 'NVIDIA L4, 550.1, 23034'; echo 'NVIDIA T4, 550.1, 15360'",
      ),
      "CUDA: NVIDIA L4, 22 GiB, driver 550.1; CUDA: NVIDIA T4, 15 GiB, driver 550.1",
    );
    assert.equal(
      await smi("echo 'Failed to initialize NVML' >&2; exit 9"),
      "none, CPU only (nvidia-smi says: Failed to initialize NVML)",
    );
  },
});
