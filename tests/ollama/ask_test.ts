/**
 * Asking a real model: answers, and what comes between.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  openTerminal,
  requires,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";
import { httpServer } from "../support/services/odd_servers.ts";
import {
  LOOP,
  ollamaServer,
  SENTENCE,
} from "../support/ollama/ollama_server.ts";

Deno.test({
  ...requires(
    ["ollama"],
    "ask takes words and standard input, and prints the answer alone",
  ),
  async fn() {
    await using server = await ollamaServer({ models: ["tiny", "tiny-loop"] });
    await using workspace = await tempWorkspace({
      declares: { models: ["tiny"] },
    });
    const env = { OLLAMA_HOST: server.url };
    const words = await workspace.run(["ollama", "ask", "good", "day"], {
      env,
    });
    assert.equal(words.code, 0, words.stderr);
    assert.equal(words.stdout, `${SENTENCE}\n`);

    const piped = await workspace.run(["ollama", "ask", "--json"], {
      env,
      stdin: "good day\n",
    });
    const { answer, model, firstMs, ms } = JSON.parse(piped.stdout);
    assert.deepEqual([answer, model], [SENTENCE, "tiny:latest"]);
    assert.ok(firstMs <= ms);

    const nothing = await workspace.run(["ollama", "ask"], { env });
    assert.equal(nothing.code, 2);
    assert.match(nothing.stderr, /^Error: Cannot ask: there is no question$/m);

    const missing = await workspace.run(
      ["ollama", "ask", "--model", "nonesuch", "good day"],
      { env },
    );
    assert.equal(missing.code, 3);
    assert.equal(missing.stdout, "");
    assert.match(
      missing.stderr,
      /^Error: Ollama at .* has no model "nonesuch"$/m,
    );
    assert.match(
      missing.stderr,
      /^Download it: deno task ollama pull nonesuch\. To list/m,
    );

    // It does without where the server takes its time.
    await waitFor(async () => {
      const { code, stdout } = await workspace.run(["ollama", "greet"], {
        env,
      });
      return code === 0 && stdout === `${SENTENCE}\n`;
    }, "a greeting");
  },
});

Deno.test("the words and standard input reach the model as they are, one below the other", async () => {
  const asked: unknown[] = [];
  await using server = httpServer(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/api/version") return Response.json({ version: "1.0.0" });
    if (pathname !== "/api/chat") return Response.json({ models: [] });
    asked.push(await request.json());
    const last = { message: { content: "\x1b[31mred" }, done: true };
    return new Response(`${JSON.stringify(last)}\n`);
  });
  await using workspace = await tempWorkspace();
  const { stdout } = await workspace.run(
    ["ollama", "ask", "-m", "any", "Review", "this:"],
    { env: { OLLAMA_HOST: server.host }, stdin: "- $1\n+ `2`\n" },
  );
  assert.deepEqual(asked, [{
    model: "any",
    messages: [{ role: "user", content: "Review this:\n\n- $1\n+ `2`" }],
    stream: true,
  }]);
  // A pipe gets what the model said.
  assert.equal(stdout, "\x1b[31mred\n");
});

Deno.test({
  ...requires(
    ["ollama"],
    "ask prints what came when the server dies in the middle",
  ),
  async fn() {
    await using server = await ollamaServer({ models: ["tiny-loop"] });
    await using workspace = await tempWorkspace();
    const task = workspace.spawn(["ollama", "ask", "go"], {
      env: { OLLAMA_HOST: server.url },
    });
    await task.waitForText(new RegExp(LOOP));
    await server.kill();
    const { code, stdout, stderr } = await task.result;
    assert.equal(code, 1);
    assert.ok(stdout.startsWith(LOOP) && stdout.endsWith("\n"));
    assert.match(
      stderr,
      /^Error: Cannot ask tiny-loop:latest: Ollama at .* closed the connection$/m,
    );
    assert.doesNotMatch(stderr, /bug in Hearth|at file:/);
  },
});

Deno.test({
  ...requires(["ollama", "tmux"], "Ctrl-C ends an answer, and the model stops"),
  async fn() {
    await using server = await ollamaServer({ models: ["tiny-loop"] });
    await using workspace = await tempWorkspace();
    await using terminal = await openTerminal({
      command: [
        ...[Deno.execPath(), "run", "-A", workspace.path("main.ts")],
        ...["ollama", "ask", "go"],
      ],
      cwd: workspace.root,
      env: { ...workspace.env, OLLAMA_HOST: server.url },
    });
    await terminal.waitForText(/tick tock again and tick/);
    await terminal.sendKeys("C-c");
    assert.equal(await terminal.waitForExit(), 130);
    assert.match(await terminal.screen(), /^Interrupted$/m);
    // The server notes the end of a request once the model has stopped.
    await waitFor(
      () => /POST +"\/api\/chat"/.test(server.log),
      "the end of the request in the server's log",
    );
  },
});
