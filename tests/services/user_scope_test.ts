/**
 * Services in scopes of a real user manager, which runs in mounts of its own.
 *
 * @module
 */
import assert from "node:assert/strict";
import { freePort, requiresRoot, tempWorkspace } from "../support/harness.ts";
import { service } from "../support/services/service_fixtures.ts";

const MANAGER = "/usr/lib/systemd/systemd";

/** Runs a user manager, then its arguments; what they start ends with it. */
const WITH_MANAGER = `set -e
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system "$XDG_RUNTIME_DIR"
mount -t tmpfs tmpfs /var/lib/systemd
mkdir -p /var/lib/systemd/linger
: >/var/lib/systemd/linger/"$USER"
mount -t cgroup2 none /sys/fs/cgroup
group=/sys/fs/cgroup/hearth-test-$$
mkdir $group
echo $$ >$group/cgroup.procs
${MANAGER} --user </dev/null >manager.log 2>&1 &
manager=$!
until systemctl --user show --value >/dev/null 2>&1; do
  kill -0 $manager
  sleep 0.1
done
code=0
"$@" || code=$?
kill $manager
wait $manager || :
echo $$ >/sys/fs/cgroup/cgroup.procs
until find $group -depth -type d -exec rmdir {} \\; 2>/dev/null; do sleep 0.1; done
exit $code
`;

Deno.test({
  ...requiresRoot(
    ["systemd"],
    "stop ends what a scope holds, though nothing else shows whose it is",
  ),
  async fn() {
    const port = freePort();
    await using workspace = await tempWorkspace({
      services: { web: service("escape.py", port, { args: ["unmarked"] }) },
    });
    await workspace.run(["setup"]);
    const main = `${Deno.execPath()} run -A main.ts`;
    const { code, stdout, stderr } = await workspace.exec([
      ...["unshare", "-m", "sh", "-c", WITH_MANAGER, "sh", "sh", "-c"],
      `${main} start >&2 && ${main} status --why --json && ${main} stop --json`,
    ], {
      env: { ...workspace.env, USER: "root", XDG_RUNTIME_DIR: "/run/user/0" },
    });
    assert.equal(code, 0, stderr);
    const [status, stopped] = stdout.trim().split("\n").map((line) =>
      JSON.parse(line).services[0]
    );
    assert.match(status.containment.scope, /^hearth-.*\.scope$/);
    assert.deepEqual(stopped.held, null);
    assert.match(status.processes.at(-1).command, /serve\.py/);
  },
});
