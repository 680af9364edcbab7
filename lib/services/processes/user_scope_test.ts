import assert from "node:assert/strict";
import { inScope, killScope, scopeMembers, userScope } from "./user_scope.ts";
import {
  type FakeMachine,
  fakeSystem,
  installed,
} from "../../../tests/support/fake/fake_system.ts";
import { marked } from "../../../tests/support/fake/fake_workspace.ts";

const MANAGER: FakeMachine = {
  files: {
    "/var/lib/systemd/linger/ada": "",
    "/run/user/7/systemd/private": { kind: "other" },
  },
  variables: { XDG_RUNTIME_DIR: "/run/user/7", USER: "ada" },
  programs: { "systemd-run": installed, systemctl: () => ({}) },
};

Deno.test("userScope() names a scope where a manager answers that stays", async () => {
  const scope = (machine: FakeMachine): Promise<string | undefined> =>
    userScope(fakeSystem({ ...MANAGER, ...machine }), "id");
  assert.equal(await scope({}), "hearth-id.scope");
  const silent = { ...MANAGER.programs, systemctl: () => ({ code: 1 }) };
  assert.equal(await scope({ programs: silent }), undefined);
  const none = { ...MANAGER.programs, "systemd-run": null };
  assert.equal(await scope({ programs: none }), undefined);
  assert.equal(await scope({ variables: { USER: "ada" } }), undefined);
  const noSocket = { "/var/lib/systemd/linger/ada": "" };
  assert.equal(await scope({ files: noSocket }), undefined);
  const noLinger = { "/run/user/7/systemd/private": "" };
  assert.equal(await scope({ files: noLinger }), undefined);
  assert.equal(await scope({ env: { os: "darwin" } }), undefined);
});

Deno.test("inScope() leaves a command without a scope alone", () => {
  assert.deepEqual(inScope(["a", "b"], undefined), ["a", "b"]);
  assert.deepEqual(inScope(["a", "b"], "x.scope").slice(-4), [
    "--unit=x.scope",
    "--",
    "a",
    "b",
  ]);
});

Deno.test("scopeMembers() reads the scope's own group, and no other", async () => {
  const machine = (group: string): FakeMachine => ({
    processes: [],
    programs: { systemctl: () => ({ stdout: `${group}\n` }) },
    files: {
      "/sys/fs/cgroup/unified/user/x.scope/cgroup.procs": "7\n12\n",
      "/sys/fs/cgroup/user/cgroup.procs": "1\n",
    },
  });
  const members = async (
    group: string,
    claim: { scope: string | undefined; bootId: string },
  ): Promise<number[]> => [
    ...await scopeMembers(fakeSystem(machine(group)), claim),
  ];
  const claim = { scope: "x.scope", bootId: "boot" };
  assert.deepEqual(await members("/user/x.scope", claim), [7, 12]);
  assert.deepEqual(await members("/user", claim), []);
  assert.deepEqual(await members("", claim), []);
  const other = { scope: "x.scope", bootId: "before" };
  assert.deepEqual(await members("/user/x.scope", other), []);
  const without = { scope: undefined, bootId: "boot" };
  assert.deepEqual(await members("/user/x.scope", without), []);
});

Deno.test("killScope() spares a scope in which Hearth or another launch is", async () => {
  const isKilled = async (pid: number, run?: string): Promise<boolean> => {
    const environment = run === undefined ? {} : marked(run);
    const system = fakeSystem({
      processes: [{ pid: 7, environment: marked("id") }, { pid, environment }],
      files: { "/sys/fs/cgroup/user/x.scope/cgroup.procs": `7\n${pid}\n` },
      programs: { systemctl: () => ({ stdout: "/user/x.scope\n" }) },
    });
    const claim = { scope: "x.scope", bootId: "boot", run: "id" };
    await killScope(system, claim);
    return system.commands.some((command) => command.includes("kill"));
  };
  assert.equal(await isKilled(8), true);
  assert.equal(await isKilled(8, "id"), true);
  assert.equal(await isKilled(8, "another"), false);
  // Hearth's own, in a terminal of the service.
  assert.equal(await isKilled(1000, "id"), false);
});
