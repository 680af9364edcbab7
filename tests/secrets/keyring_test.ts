/**
 * Secrets in a real keyring.
 *
 * @module
 */
import assert from "node:assert/strict";
import { freePort, requires } from "../support/harness.ts";
import {
  declaration,
  secretWorkspace,
} from "../support/workspaces/secret_workspace.ts";
import { service } from "../support/services/service_fixtures.ts";

const SECRETS = { KEY: { prompt: "The key" }, PIN: { prompt: "The pin" } };

/** Unlocks a fresh keyring in a session of its own, then runs a script. */
const SESSION = [
  "printf password | gnome-keyring-daemon --unlock --components=secrets",
  'hearth() { "$DENO" run -A main.ts "$@"; }',
].join("\n");

Deno.test({
  ...requires(
    ["dbus", "gnomeKeyring"],
    "secrets can be kept in the keyring, and leave .env then",
  ),
  async fn() {
    await using workspace = await secretWorkspace({
      files: { "workspace.ts": declaration(SECRETS, {}, "keyring") },
    });
    await workspace.write(".env", "# mine\nKEY=before\nA=1\n");
    const script = `${SESSION}
      IFS= read -r value
      hearth secret get KEY
      printf %s "$value" | hearth secret set KEY
      hearth secret list --json
      test "$(hearth secret get KEY)" = "$value" && echo same
      hearth secret run -- sh -c 'test "$KEY" = "$0" && echo given' "it's" || echo other
      printf "it's" | hearth secret set PIN
      hearth secret run -- sh -c 'echo "$PIN $A \${#KEY}"'
      "$DENO" task -q secret list | cut -c1-16
      hearth secret unset KEY
      hearth secret get KEY || echo gone
    `;
    const { stdout, stderr } = await workspace.exec(
      ["dbus-run-session", "--", "sh", "-c", script],
      {
        stdin: `${workspace.secret}\n`,
        env: { DENO: Deno.execPath(), XDG_RUNTIME_DIR: workspace.home },
      },
    );
    const lines = stdout.split("\n").filter((line) =>
      !line.includes("KEYRING")
    );
    const [before, list = "{}", ...rest] = lines;
    assert.equal(before, "before", stderr);
    assert.equal(JSON.parse(list).secrets[0].from, "keyring");
    assert.deepEqual(rest, [
      ...["same", "other", `it's 1 ${workspace.secret.length}`],
      ...["KEY  set  keyrin", "PIN  set  keyrin", "A    set  .env  "],
      ...["gone", ""],
    ]);
    assert.match(stderr, /Saved in the keyring: KEY/);
    assert.equal(await workspace.readEnv(), "# mine\nA=1\n");
    assert.ok(!stderr.includes(workspace.secret));
  },
});

Deno.test({
  ...requires(
    ["dbus"],
    "a keyring out of reach is told, and keeps no service from starting",
  ),
  async fn() {
    await using workspace = await secretWorkspace({
      files: {
        "workspace.ts": declaration(
          SECRETS,
          { web: service("serve.py", freePort()) },
          "keyring",
        ),
      },
    });
    const env = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nowhere" };
    const set = await workspace.secretTask(
      ["set", "KEY"],
      workspace.secret,
      env,
    );
    assert.equal(set.code, 1);
    assert.match(
      set.stderr,
      /Error: Cannot reach the keyring: .*\n.*secretStore/,
    );
    const start = await workspace.run(["start"], { env });
    assert.equal(start.code, 0, start.stderr);
    assert.match(start.stderr, /Warning: Cannot reach the keyring/);
  },
});
