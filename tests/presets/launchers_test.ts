/**
 * What the presets' launchers add to the frameworks.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { CHECKOUT, programOf, requires, waitFor } from "../support/harness.ts";
import { requiresFramework, startHostileProject } from "./hostile_project.ts";

Deno.test({
  ...requires(["python3"], "launchers force arguments and skip environments"),
  async fn() {
    const { success, stderr } = await new Deno.Command(
      programOf("python3") ?? "python3",
      {
        args: [
          "-B",
          join(CHECKOUT, "lib/services/presets/hearth_script_test.py"),
        ],
      },
    ).output();
    assert.ok(success, new TextDecoder().decode(stderr));
  },
});

const RELOADED = [
  { name: "fastapi", file: "main.py", path: "/hello" },
  { name: "flask", file: "app.py", path: "/" },
  { name: "gradio", file: "app.py", path: "/config" },
  { name: "dash", file: "app.py", path: "/_dash-layout" },
];

for (const { name, file, path } of RELOADED) {
  Deno.test({
    ...requiresFramework(name, `${name} reloads when a file is saved`),
    async fn() {
      await using project = await startHostileProject(name);
      const script = project.workspace.path(file);
      const text = await Deno.readTextFile(script);
      let edited = 0;
      await waitFor(async () => {
        // An edit before the reloader's first look at the files is none to it.
        if (Date.now() - edited > 5000) {
          await Deno.writeTextFile(script, text.replace("answers", "reloaded"));
          edited = Date.now();
        }
        const answer = await project.ask(path).catch(() => undefined);
        return (await answer?.text())?.includes("reloaded");
      }, "the reloaded app");
    },
  });
}

Deno.test({
  ...requiresFramework("marimo", "marimo's token is in a private file only"),
  async fn() {
    await using project = await startHostileProject("marimo");
    const { workspace } = project;
    const file = workspace.path(".hearth/run/addresses/web");
    assert.equal((await Deno.stat(file)).mode ?? 0, 0o100600);
    const address = (await Deno.readTextFile(file)).trim();
    const token = new URL(address).searchParams.get("access_token") ?? "";
    assert.equal(token.length, 43);
    const page = await project.ask(`/?access_token=${token}`);
    assert.ok(page.headers.has("set-cookie"), `status ${page.status}`);
    await page.body?.cancel();
    const log = await Deno.readTextFile(workspace.path(".hearth/logs/web.log"));
    assert.ok(!log.includes(token));
  },
});

Deno.test({
  ...requiresFramework(
    "panel",
    "panel takes websockets from its own pages only",
  ),
  async fn() {
    await using project = await startHostileProject("panel");
    const { port } = project;
    const statuses = await Promise.all(
      [`http://127.0.0.1:${port}`, `http://localhost:${port}`, "http://a.test"]
        .map((origin) => openWebSocket(port, origin)),
    );
    assert.deepEqual(statuses, ["101", "101", "403"]);
  },
});

/** The status of a request for a websocket from a page of that origin. */
async function openWebSocket(port: number, origin: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const lines = [
    "GET /app/ws HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    `Origin: ${origin}`,
    "",
    "",
  ];
  await connection.write(new TextEncoder().encode(lines.join("\r\n")));
  const buffer = new Uint8Array(64);
  await connection.read(buffer);
  return new TextDecoder().decode(buffer).split(" ")[1] ?? "";
}
