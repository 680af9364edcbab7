/**
 * `init` that is killed, that may not write, and that is asked.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  openTerminal,
  requires,
  requiresRoot,
  spawnChild,
} from "../support/harness.ts";
import { initRepository } from "../support/init/init_repository.ts";
import { randomNumbers } from "../support/random_numbers.ts";

const APP = {
  "app.py": "import streamlit as st\nst.title('x')\n",
  "requirements.txt": "streamlit\n",
  ".gitignore": "*.pyc\n",
};
/** How often it is killed, and what decides when. */
const ROUNDS = Number(Deno.env.get("HEARTH_KILL_ROUNDS") ?? 20);
const SEED = Number(Deno.env.get("HEARTH_KILL_SEED") ?? 2020);
const SIGNALS = ["SIGKILL", "SIGKILL", "SIGINT", "SIGTERM", "SIGHUP"] as const;

Deno.test("init that is killed at any moment leaves whole files only, and the next run finishes", async () => {
  await using whole = await initRepository({ files: APP });
  const before = await whole.snapshot();
  const begun = performance.now();
  await whole.hearth(["init", "--yes"]);
  const duration = performance.now() - begun;
  const after = await whole.snapshot();
  await using repository = await initRepository({ files: APP });
  const random = randomNumbers(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    const child = spawnChild(repository.command("init", "--yes"), {
      cwd: repository.root,
      env: repository.env,
    });
    const moment = duration * 1.1 * (round + random()) / ROUNDS;
    const signal = SIGNALS[Math.floor(random() * SIGNALS.length)] ?? "SIGKILL";
    const timer = setTimeout(() => child.signal(signal), moment);
    await child.result;
    clearTimeout(timer);
    // As if it had been killed while it wrote the record.
    await Deno.mkdir(`${repository.root}/.hearth`, { recursive: true });
    await Deno.writeTextFile(
      `${repository.root}/.hearth/init.json.7-0123abcd.draft`,
      "{",
    );
    for (const [path, content] of Object.entries(await repository.snapshot())) {
      if (path.startsWith(".hearth/")) continue;
      const isWhole = content === before[path] || content === after[path];
      assert.ok(isWhole, `${path}: ${signal} after ${moment} ms, seed ${SEED}`);
    }
    const { code, stderr } = await repository.hearth(["init", "--yes"]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await repository.snapshot(), after);
    const undone = await repository.hearth(["init", "--undo"]);
    assert.equal(undone.code, 0, undone.stderr);
    assert.deepEqual(await repository.snapshot(), before);
  }
});

Deno.test({
  ...requiresRoot(
    ["unshare"],
    "init that may not write says so and leaves nothing",
  ),
  async fn() {
    await using repository = await initRepository({ files: APP });
    const before = await repository.snapshot();
    await Deno.chmod(repository.root, 0o555);
    const { code, stderr } = await repository.exec([
      "setpriv",
      "--bounding-set=-dac_override,-dac_read_search",
      "--inh-caps=-dac_override,-dac_read_search",
      ...repository.command("init", "--yes"),
    ]);
    await Deno.chmod(repository.root, 0o755);
    assert.equal(code, 1);
    assert.match(stderr, /Cannot write ".*": permission denied/);
    assert.deepEqual(await repository.snapshot(), before);
  },
});

Deno.test({
  ...requires(
    ["tmux"],
    "init asks on a terminal which file it is and whether to run JupyterLab",
  ),
  async fn() {
    await using repository = await initRepository({
      files: {
        "one.py": APP["app.py"],
        "two.py": APP["app.py"],
        "a.ipynb": "{}",
        "requirements.txt": "streamlit\njupyterlab\n",
      },
    });
    await using terminal = await openTerminal({
      command: repository.command("init"),
      cwd: repository.root,
      env: repository.env,
    });
    await terminal.waitForText(/Which file starts Streamlit\?/);
    await terminal.sendKeys("Down", "Enter");
    await terminal.waitForText(/Run JupyterLab, too\?/);
    await terminal.sendKeys("Down", "Enter");
    await terminal.waitForText(/Next: .*start/);
    assert.equal(await terminal.waitForExit(), 0);
    const text = await repository.read("workspace.ts");
    assert.match(
      text,
      /services: \{\n +app: streamlit\(\{ script: "two\.py" \}\),\n +\},/,
    );
  },
});

Deno.test({
  ...requires(
    ["tmux"],
    "init that is interrupted at a question writes nothing",
  ),
  async fn() {
    await using repository = await initRepository({
      files: { "one.py": APP["app.py"], "two.py": APP["app.py"] },
    });
    const before = await repository.snapshot();
    await using terminal = await openTerminal({
      command: repository.command("init"),
      cwd: repository.root,
      env: repository.env,
    });
    await terminal.waitForText(/Which file/);
    await terminal.sendKeys("C-c");
    assert.equal(await terminal.waitForExit(), 130);
    assert.deepEqual(await repository.snapshot(), before);
  },
});
