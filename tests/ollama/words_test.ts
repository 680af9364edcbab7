/**
 * A server whose words are made to act on the terminal.
 *
 * @module
 */
import assert from "node:assert/strict";
import { openTerminal, requires, tempWorkspace } from "../support/harness.ts";
import { httpServer, type OddServer } from "../support/services/odd_servers.ts";

const EVIL = "\x1b]0;evil\x07\x1b[2J\x9b31m\u202e";
const ACTS = /[^\P{Cc}\n]|\u202e/u;

const model = {
  ...{ name: `m${EVIL}`, size: 1, ["modified_at"]: EVIL },
  details: { family: EVIL, ["quantization_level"]: EVIL },
};

/** Answers what Ollama does about itself, and `answer` to all else. */
function evilServer(answer: () => Response): OddServer {
  return httpServer((request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/api/version") {
      return Response.json({ version: `1.0.0${EVIL}` });
    }
    if (pathname === "/api/tags") return Response.json({ models: [model] });
    if (pathname === "/api/ps") return Response.json({ models: [] });
    if (pathname === "/api/show") {
      return Response.json({ capabilities: ["completion"] });
    }
    return answer();
  });
}

const refusal = (body: string, type: string, status = 500) => (): Response =>
  new Response(body, { status, headers: { "content-type": type } });

Deno.test("a server's words do not reach the terminal as they are", async () => {
  await using workspace = await tempWorkspace();
  const error = `no ${EVIL}way`;
  const stream = `${EVIL} no JSON\n3\n${JSON.stringify({ error })}\n`;
  const answers: readonly (readonly [() => Response, RegExp])[] = [
    [refusal(JSON.stringify({ error }), "application/json"), /: no \S+way$/m],
    [refusal(error, "text/plain"), /: no \S+way$/m],
    [refusal("{", "application/json"), /: \{$/m],
    [refusal("", "text/plain", 502), /: it answered 502 Bad Gateway$/m],
    [refusal(error.repeat(100_000), "text/html"), /: no \S+way/m],
    [() => new Response(stream), /: no \S+way$/m],
  ];
  for (const [answer, expected] of answers) {
    await using server = evilServer(answer);
    const env = { OLLAMA_HOST: server.host, NO_COLOR: "1" };
    for (const args of [["pull", "m"], ["ask", "-m", "m", "hello"]]) {
      const { code, stdout, stderr } = await workspace.run(
        ["ollama", ...args],
        { env },
      );
      assert.equal(code, 1, stderr);
      assert.match(stderr, expected);
      assert.doesNotMatch(stdout + stderr, ACTS);
      assert.doesNotMatch(stdout + stderr, /invalid json|Getting text|bug in/);
      assert.ok(stderr.length < 2000, `${stderr.length} characters`);
      assert.equal(stdout.trim(), "");
    }
    const greet = await workspace.run(["ollama", "greet"], { env });
    assert.doesNotMatch(greet.stdout + greet.stderr, ACTS);
  }
  // What a server says of itself is the same, whatever its model answers.
  await using server = evilServer(() => new Response());
  for (const args of [[], ["models"], ["--json"]]) {
    const { stdout, stderr } = await workspace.run(["ollama", ...args], {
      env: { OLLAMA_HOST: server.host, NO_COLOR: "1" },
    });
    assert.doesNotMatch(stdout + stderr, ACTS, args.join(" "));
  }
});

Deno.test("a question is not sent to where the server redirects it", async () => {
  const asked: string[] = [];
  await using other = httpServer((request) => {
    asked.push(new URL(request.url).pathname);
    return new Response();
  });
  await using server = evilServer(() =>
    new Response(null, {
      status: 307,
      headers: { location: `http://${other.host}/there` },
    })
  );
  await using workspace = await tempWorkspace();
  const { code, stderr } = await workspace.run(
    ["ollama", "ask", "-m", "m", "hello"],
    { env: { OLLAMA_HOST: server.host } },
  );
  assert.equal(code, 1);
  assert.match(stderr, /Cannot ask m: it answered 307/);
  assert.deepEqual(asked, []);
});

Deno.test({
  ...requires(["tmux"], "what a pull is at is shown without escape sequences"),
  async fn() {
    const { promise, resolve } = Promise.withResolvers<void>();
    await using server = evilServer(() => {
      const line = { status: "at \x1b[2J\x1b[31mwork", total: "\x1b[2J" };
      const body = new ReadableStream({
        async start(controller) {
          controller.enqueue(`${JSON.stringify(line)}\n`);
          await promise;
          controller.enqueue(`${JSON.stringify({ status: "success" })}\n`);
          controller.close();
        },
      });
      return new Response(body.pipeThrough(new TextEncoderStream()));
    });
    await using workspace = await tempWorkspace();
    await using terminal = await openTerminal({
      command: [
        ...[Deno.execPath(), "run", "-A", workspace.path("main.ts")],
        ...["ollama", "pull", "m"],
      ],
      cwd: workspace.root,
      env: { ...workspace.env, OLLAMA_HOST: server.host },
    });
    await terminal.waitForText(/Pulling m .*at \[2J\[31mwork/);
    resolve();
    assert.equal(await terminal.waitForExit(), 0);
  },
});
