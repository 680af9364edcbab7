/**
 * Ctrl-C while a server, or anyone who writes the question, keeps Hearth waiting.
 *
 * @module
 */
import assert from "node:assert/strict";
import { spawnChild, tempWorkspace } from "../support/harness.ts";
import { silentServer } from "../support/services/odd_servers.ts";

Deno.test("Ctrl-C ends what waits for a server that hangs", async () => {
  await using workspace = await tempWorkspace({ declares: { models: ["m"] } });
  const stub = workspace.path("bin/ollama");
  await workspace.write("bin/ollama", "#!/bin/sh\n");
  await Deno.chmod(stub, 0o755);
  const path = `${workspace.path("bin")}:${workspace.env.PATH}`;
  for (
    const args of [
      ...[["ollama", "pull", "m"], ["ollama", "ask", "-m", "m", "hello"]],
      ...[["ollama", "models"], ["start", "--ollama"]],
    ]
  ) {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    await using server = silentServer(resolve);
    const task = workspace.spawn(args, {
      env: { OLLAMA_HOST: server.host, PATH: path },
    });
    await asked;
    task.signal("SIGINT");
    const { code, stderr } = await task.result;
    assert.equal(code, 130, `${args.join(" ")}: ${stderr}`);
    assert.match(stderr, /^Interrupted$/m);
  }
});

Deno.test("Ctrl-C ends the wait for a question on standard input", async () => {
  await using workspace = await tempWorkspace();
  const script = 'mkfifo open && exec 3<>open && exec "$@" <&3';
  const main = [Deno.execPath(), "run", "-A", workspace.path("main.ts")];
  await using task = spawnChild(
    ["sh", "-c", script, "sh", ...main, "ollama", "ask"],
    { cwd: workspace.root, env: workspace.env },
  );
  await task.waitForText(/Reading stdin until EOF/);
  task.signal("SIGINT");
  assert.equal((await task.result).signal, "SIGINT");
});
