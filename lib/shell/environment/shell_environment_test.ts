import assert from "node:assert/strict";
import type { CommandResult } from "../../system/mod.ts";
import {
  type FakeSystem,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { recordingReporter } from "../../../tests/support/fake/recording_reporter.ts";
import { readChoice } from "./environment_stamp.ts";
import {
  renewShellEnvironment,
  type RenewShellOptions,
  type ShellEnvironment,
} from "./shell_environment.ts";

const FLAKE = `${PATHS.root}/flake.nix`;
const STAMP = `${PATHS.env}/stamp.bash`;
const VARIABLES = { variables: { A: { type: "exported", value: "1" } } };

interface NixMachine extends FakeSystem {
  /** What Nix answers from now on; it builds where that is `undefined`. */
  answer: Partial<CommandResult> | undefined;
}

/** A machine with a flake, and with a Nix that builds its environment. */
function machine(): NixMachine {
  const system = fakeSystem({
    files: { [FLAKE]: "{ }" },
    programs: {
      nix: (args, options) => {
        options.signal?.throwIfAborted();
        options.onLine?.("  building 'env'...");
        if (result.answer !== undefined) return result.answer;
        const profile = args[args.indexOf("--profile") + 1] ?? "";
        system.fs.add("/nix/store/env/setup", "");
        system.fs.add(profile, { target: "/nix/store/env" });
        return { stdout: JSON.stringify(VARIABLES) };
      },
    },
  });
  const result: NixMachine = { ...system, answer: undefined };
  return result;
}

function renew(
  system: FakeSystem,
  options?: RenewShellOptions,
): Promise<ShellEnvironment> {
  system.clock.advance(1000);
  return renewShellEnvironment({ system, paths: PATHS }, options);
}

/** The environment that entering takes. */
async function taken(system: FakeSystem): Promise<string | null | undefined> {
  return (await readChoice({ system, paths: PATHS }))?.dir;
}

Deno.test("renewShellEnvironment() needs a flake and Nix", async () => {
  const none = { outcome: "none" };
  const nix = () => ({ code: 1 });
  assert.deepEqual(await renew(fakeSystem({ programs: { nix } })), none);
  const places = [
    "/nix/var/nix/profiles/default/bin/nix",
    "/run/current-system/sw/bin/nix",
  ];
  const without = fakeSystem({
    files: { [FLAKE]: "{ }" },
    programs: Object.fromEntries(["nix", ...places].map((at) => [at, null])),
  });
  assert.deepEqual(await renew(without), none);
  assert.equal(await without.fs.stat(PATHS.env), undefined);
});

Deno.test("renewShellEnvironment() builds once, and asks no Nix again", async () => {
  const system = machine();
  const report = recordingReporter();
  assert.deepEqual(await renew(system, { report }), { outcome: "built" });
  assert.deepEqual(report.stages, [
    "Evaluating flake.nix: building 'env'...",
    "Evaluating flake.nix: done",
  ]);
  const dir = await taken(system);
  const text = await system.fs.readText(`${dir}/variables.bash`);
  assert.match(text ?? "", /^export A='1'$/m);
  const stamp = (await system.fs.readText(STAMP) ?? "").split("\n");
  assert.ok(stamp.includes(`_hearth_variables='${dir}/variables.bash'`));
  assert.ok(stamp.includes(`_hearth_profile='${dir}/profile'`));
  assert.ok(stamp.includes("_hearth_error=''"));
  assert.deepEqual(await renew(system), { outcome: "current" });
  assert.equal(system.commands.length, 1);
});

Deno.test("renewShellEnvironment() gives Nix a copy of what the flake reads, and removes it", async () => {
  const system = machine();
  system.fs.add(`${PATHS.root}/local.nix`, "{ cuda = true; }");
  system.fs.add(`${PATHS.root}/.env`, "KEY=1");
  const given: string[] = [];
  const writeText = system.fs.writeText.bind(system.fs);
  system.fs.writeText = (path, ...rest) => {
    if (path.startsWith("/tmp/")) {
      given.push(path.split("/").slice(3).join("/"));
    }
    return writeText(path, ...rest);
  };
  await renew(system);
  assert.deepEqual(given, ["source/flake.nix", "local.nix"]);
  assert.deepEqual(system.fs.filesBelow("/tmp"), []);
  const [command = []] = system.commands;
  const at = command.indexOf("--override-input");
  assert.equal(command[at + 1], "local");
  assert.match(command[at + 2] ?? "", /^path:\/tmp\/hearth-[^/]+\/local\.nix$/);
});

Deno.test("renewShellEnvironment() takes up an environment that is kept", async () => {
  const system = machine();
  await renew(system);
  const first = await taken(system);
  await system.fs.writeText(FLAKE, "{ changed = true; }");
  assert.deepEqual(await renew(system), { outcome: "built" });
  assert.notEqual(await taken(system), first);
  await system.fs.writeText(FLAKE, "{ }");
  await renew(system);
  assert.equal(await taken(system), first);
  assert.equal(system.commands.length, 2);
});

Deno.test("renewShellEnvironment() builds again what was collected, under another name", async () => {
  const system = machine();
  await renew(system);
  const first = await taken(system);
  await system.fs.remove("/nix/store/env");
  await renew(system);
  assert.equal(await taken(system), `${first}-2`);
});

Deno.test("renewShellEnvironment() asks Nix again on request", async () => {
  const system = machine();
  await renew(system);
  const rebuilt = await renew(system, { rebuild: true });
  assert.deepEqual(rebuilt, { outcome: "built" });
  assert.equal(system.commands.length, 2);
});

Deno.test("renewShellEnvironment() keeps the last good one when Nix fails, and asks once", async () => {
  const system = machine();
  await renew(system);
  const good = await taken(system);
  await system.fs.writeText(FLAKE, "{ broken");
  const stored = `/nix/store/${"0".repeat(32)}-source`;
  system.answer = {
    code: 1,
    stderr: `error: syntax error, unexpected end of file\n` +
      `       at ${stored}/flake.nix:1:9:\n`,
  };
  const failed = await renew(system);
  assert.deepEqual(failed, {
    outcome: "failed",
    error: "syntax error, unexpected end of file\n  at flake.nix:1:9",
  });
  assert.equal(await taken(system), good);
  assert.match(
    await system.fs.readText(STAMP) ?? "",
    /Cannot evaluate flake\.nix: syntax error[^]*The last good environment is active\./,
  );
  assert.deepEqual(await renew(system), failed);
  assert.equal(system.commands.length, 2);
  const names = (await system.fs.readDir(PATHS.env) ?? [])
    .filter(({ name }) => /^[0-9a-f]{16}/.test(name));
  assert.equal(names.length, 1);
});

Deno.test("renewShellEnvironment() says where there is no earlier one", async () => {
  const system = machine();
  system.answer = { code: 1, stderr: "error: no\n" };
  assert.equal((await renew(system)).outcome, "failed");
  assert.equal(await taken(system), null);
  const stamp = await system.fs.readText(STAMP) ?? "";
  assert.match(stamp, /There is no earlier environment: only \.venv is active/);
  assert.match(stamp, /^_hearth_variables=''$/m);
});

Deno.test("renewShellEnvironment() ends Nix by its signal, and leaves nothing half done", async () => {
  const system = machine();
  const signal = AbortSignal.abort(new Error("Ctrl-C"));
  await assert.rejects(renew(system, { signal }), /Ctrl-C/);
  assert.deepEqual(system.fs.filesBelow("/tmp"), []);
  assert.equal(await taken(system), undefined);
});

Deno.test("renewShellEnvironment() does not go back to what was collected", async () => {
  const system = machine();
  await renew(system);
  await system.fs.remove("/nix/store/env");
  system.answer = { code: 1, stderr: "error: no\n" };
  assert.equal((await renew(system)).outcome, "failed");
  assert.equal(await taken(system), null);
});

Deno.test("renewShellEnvironment() keeps three beside the one in use", async () => {
  const system = machine();
  const dirs: (string | null | undefined)[] = [];
  for (let count = 0; count < 6; count++) {
    await system.fs.writeText(FLAKE, `{ count = ${count}; }`);
    await renew(system);
    dirs.push(await taken(system));
  }
  const kept = (await system.fs.readDir(PATHS.env) ?? [])
    .map(({ name }) => `${PATHS.env}/${name}`)
    .filter((path) => dirs.includes(path));
  assert.deepEqual(kept.toSorted(), dirs.slice(2).toSorted());
});
