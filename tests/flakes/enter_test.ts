/**
 * Shells of flakes that misbehave: whatever they do stays in their namespaces
 * and is told for what it is.
 *
 * @module
 */
import assert from "node:assert/strict";
import { enterShell } from "../../lib/flakes/sandbox/shells/enter_shell.ts";
import type { Step } from "../../lib/flakes/sandbox/scenario/scenario.ts";
import type { EntryWay } from "../../lib/flakes/sandbox/shells/entry_way.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import {
  flakeShell,
  type FlakeShellOptions,
} from "../support/flakes/flake_shell.ts";
import { processesWith, requires, waitFor } from "../support/harness.ts";

const TOOLS = ["nix", "unshare"] as const;

const ENTER: EntryWay = { steps: [{ do: "prompt" }, { do: "leave" }] };

interface Told {
  readonly problem?: string;
  readonly printed: string;
}

/** Enters the shell and fails when a process is left behind. */
async function enter(
  options: FlakeShellOptions,
  way: EntryWay = ENTER,
): Promise<Told> {
  await using shell = await flakeShell(options);
  const env = { HEARTH_TEST: shell.base };
  const entry = await enterShell(denoSystem(), {
    run: shell.run,
    way: { ...way, env },
  });
  const left = await processesWith("HEARTH_TEST", shell.base);
  assert.deepEqual(left, [], "processes were left behind");
  const files = await Array.fromAsync(Deno.readDir(shell.base));
  assert.deepEqual(
    files.map(({ name }) => name).sort(),
    ["home", options.name ?? "nasty", "nix.conf", "tmp"],
    "files were left behind",
  );
  assert.ok("printed" in entry, JSON.stringify(entry));
  return entry;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

Deno.test({
  ...requires(TOOLS, "enterShell() enters a shell and leaves it"),
  async fn() {
    const told = await enter({ hook: "echo welcome to $PWD" }, {
      steps: [
        { do: "see", pattern: "^welcome to .*/nasty$" },
        { do: "prompt" },
        { do: "type", line: "echo $((6 * 7))", see: ["^42$"] },
        { do: "ask", code: "echo $HOME", about: "HOME", answer: "^/tmp/" },
        { do: "leave", exits: 1 },
        { do: "survivors", patterns: [] },
      ],
    });
    assert.equal(told.problem, undefined, told.printed);
  },
});

/** Seconds in which even a busy machine comes to run a hook. */
const LIMIT = 20;

Deno.test({
  ...requires(TOOLS, "enterShell() ends what never returns, and names it"),
  async fn() {
    const serves = "exec python3 -m http.server 5001 --bind 127.0.0.1";
    const asks = "read -p 'Name? ' name";
    const [server, question] = await Promise.all([
      enter({ hook: serves, timeout: LIMIT }),
      enter({ hook: asks, timeout: LIMIT }),
    ]);
    assert.match(
      server.problem ?? "",
      /^Timed out waiting for a prompt: "python3 .*http.server.*" is running in/,
    );
    assert.match(
      question.problem ?? "",
      /^Timed out waiting for a prompt: ".*" waits for input$/,
    );
  },
});

Deno.test({
  ...requires(TOOLS, "enterShell() keeps kills by pattern inside"),
  async fn() {
    const bystander = new Deno.Command("sleep", { args: ["4321"] }).spawn();
    try {
      const told = await enter({
        hook: "pkill -f 'sleep 4321'; pkill -9 -f 'http.server|deno|script'; " +
          "kill -9 -1",
      });
      assert.match(told.problem ?? "", /^The shell was killed by signal/);
      Deno.kill(bystander.pid, "SIGTERM");
      assert.equal((await bystander.status).signal, "SIGTERM");
    } finally {
      await bystander.status;
    }
  },
});

Deno.test({
  ...requires(TOOLS, "enterShell() lets nothing be written outside"),
  async fn() {
    const mark = `hearth-mark-${crypto.randomUUID()}`;
    const places = [
      ...["/tmp", "/var/tmp", "/etc", "/usr/bin", "/nix/store", "/nix/var/nix"],
      ...["/dev/shm", Deno.env.get("HOME") ?? "/root", Deno.cwd()],
    ].map((dir) => `${dir}/${mark}`);
    const told = await enter({
      hook: `for place in ${places.join(" ")}; do touch $place; done
touch "$HOME/mine" "$TMPDIR/mine" ./mine && echo own directories are writable`,
    }, {
      steps: [{ do: "prompt" }, { do: "see", pattern: "^own directories" }],
    });
    assert.equal(told.problem, undefined, told.printed);
    for (const place of places) assert.equal(await exists(place), false, place);
  },
});

Deno.test({
  ...requires(
    [...TOOLS, "setsid"],
    "enterShell() ends daemons, and names them",
  ),
  async fn() {
    const hook = "env -i setsid sleep 9876 & (setsid sleep 9875 &)";
    const patterns = ["^sleep 9876$", "^sleep 9875$"];
    const steps: Step[] = [
      { do: "prompt" },
      ...patterns.map((pattern) => ({ do: "runs", pattern }) as const),
      { do: "leave" },
    ];
    const [named, unexpected] = await Promise.all([patterns, patterns.slice(1)]
      .map((patterns) =>
        enter({ hook }, { steps: [...steps, { do: "survivors", patterns }] })
      ));
    assert.equal(named?.problem, undefined, named?.printed);
    assert.match(
      unexpected?.problem ?? "",
      /^Still running after the shell was left: sleep/,
    );
    await waitFor(
      async () => (await sleepers()).length === 0,
      "the end of the daemons",
    );
  },
});

async function sleepers(): Promise<string[]> {
  const { proc } = denoSystem();
  const commands = await Promise.all(
    (await proc.list()).map(({ pid }) => proc.commandLine(pid)),
  );
  return commands.filter((it) => /^sleep 987[56]$/.test(it ?? "")).map(String);
}

Deno.test({
  ...requires(TOOLS, "enterShell() reports the ending of a hook that fails"),
  async fn() {
    const told = await enter({ hook: "echo going; exit 3" });
    assert.equal(told.problem, "The shell ended with exit code 3");
    assert.match(told.printed, /going/);
  },
});

Deno.test({
  ...requires(TOOLS, "enterShell() notes what the browser is asked for"),
  async fn() {
    const open = "http://localhost:5001";
    const told = await enter({ hook: `xdg-open ${open} >/dev/null 2>&1 &` }, {
      steps: [{ do: "prompt" }, { do: "opened", pattern: `^${open}$` }],
    });
    assert.equal(told.problem, undefined, told.printed);
  },
});

Deno.test({
  ...requires(TOOLS, "enterShell() ends everything when it is interrupted"),
  async fn() {
    await using shell = await flakeShell({ hook: "exec sleep 5432" });
    const interrupt = new AbortController();
    const entering = enterShell(
      denoSystem(),
      {
        run: { ...shell.run, signal: interrupt.signal },
        way: {
          env: { HEARTH_TEST: shell.base },
          steps: [{ do: "runs", pattern: "never" }],
        },
      },
    );
    const running = async () =>
      (await processesWith("HEARTH_TEST", shell.base)).length > 0;
    await Promise.race([waitFor(running, "the shell"), entering]);
    interrupt.abort(new Error("enough"));
    await assert.rejects(entering, /enough/);
    assert.equal(await running(), false);
  },
});
