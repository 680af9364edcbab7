import assert from "node:assert/strict";
import { dirname } from "node:path";
import { workspacePaths } from "../../lib/core/files/paths.ts";
import { writeShims } from "../../lib/shell/entry/shims.ts";
import { denoFileSystem } from "../../lib/system/files/deno_file_system.ts";
import { startAppServer } from "../support/app/app_server.ts";
import { freePort, tempWorkspace } from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";

Deno.test("server.py shows services as they are, leads to them and restarts them", async () => {
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", freePort(), {
        env: { SEEN: "{port}" },
        open: "/page?token=abc",
      }),
      quits: service("quits.py", freePort(), { optional: true }),
    },
  });
  const started = await workspace.run(["start", "web", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const [before] = servicesOf(started);
  const paths = workspacePaths(workspace.root);
  await writeShims({ system: { fs: denoFileSystem() }, paths }, paths.venv);
  await using app = await startAppServer({
    dir: workspace.root,
    env: {
      HOME: workspace.home,
      PATH: `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}`,
      PORT: "1",
    },
  });
  const cards = await (await app.fetch("/state/services")).text();
  assert.match(cards, /web<\/a>[\s\S]*running, for .* s, \d+ MB/);
  assert.match(cards, /<code>.* 200 -<\/code>/);
  assert.match(cards, /quits[\s\S]*stopped[\s\S]*>Start</);
  assert.ok(!cards.includes("token"), cards);

  const led = await app.fetch("/services/web", { redirect: "manual" });
  assert.equal(led.status, 303);
  assert.equal(led.headers.get("location"), before?.url);
  await led.body?.cancel();

  const press = async (
    name: string,
    headers: Record<string, string>,
  ): Promise<{ status: number; text: string }> => {
    const path = `/services/${name}/restart`;
    const answer = await app.fetch(path, { method: "POST", headers });
    return { status: answer.status, text: await answer.text() };
  };
  const foreign = await press("web", { Origin: "http://elsewhere.test" });
  assert.equal(foreign.status, 403);
  const own = { Origin: app.url, "HX-Request": "true" };
  assert.equal((await press("nothing", own)).status, 404);
  const again = await press("web", own);
  assert.match(again.text, /web<\/a>[\s\S]*running/);
  const [after] = servicesOf(await workspace.run(["status", "web", "--json"]));
  assert.equal(after?.state, "running");
  assert.notEqual(after?.pid, before?.pid);
  const environment = await Deno.readTextFile(`/proc/${after?.pid}/environ`);
  assert.ok(!environment.split("\0").includes("PORT=1"), "the app's own PORT");

  const failed = await press("quits", own);
  assert.match(failed.text, /role="alert"[\s\S]*Cannot start quits/);
});
