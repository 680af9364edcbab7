import assert from "node:assert/strict";
import { inScope, scopeMembers, userScope } from "./user_scope.ts";
import {
  type FakeMachine,
  fakeSystem,
  installed,
} from "../../../tests/support/fake_system.ts";

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
