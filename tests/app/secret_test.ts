import assert from "node:assert/strict";
import { dirname } from "node:path";
import { workspacePaths } from "../../lib/core/files/paths.ts";
import { writeShims } from "../../lib/shell/entry/shims.ts";
import { denoFileSystem } from "../../lib/system/files/deno_file_system.ts";
import { type AppServer, startAppServer } from "../support/app/app_server.ts";
import { openBrowser } from "../support/app/browser.ts";
import { requires } from "../support/requires.ts";
import {
  type TempWorkspace,
  tempWorkspace,
} from "../support/workspaces/temp_workspace.ts";

const WORKSPACE =
  `import { defineWorkspace } from "./lib/workspace/workspace.ts";

export default defineWorkspace({
  name: "Tiny",
  python: { version: ">=3.11" },
  services: {},
  secrets: {
    SECRET: { prompt: "Your secret", help: "Any <text> of 5 letters or more" },
    PIN: { prompt: "Your PIN", pattern: "[0-9]{4}", optional: true },
  },
});
`;

const VALUE = 'it\'s a "value" with # and $HOME';

/** Runs the app in a workspace of its own, with Hearth's own command. */
async function inWorkspace(
  work: (app: AppServer, workspace: TempWorkspace) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  await using workspace = await tempWorkspace({
    files: { "workspace.ts": WORKSPACE },
  });
  const paths = workspacePaths(workspace.root);
  await writeShims({ system: { fs: denoFileSystem() }, paths }, paths.venv);
  await using app = await startAppServer({
    dir: workspace.root,
    env: {
      HOME: workspace.home,
      PATH: `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}`,
      ...env,
    },
  });
  await work(app, workspace);
}

Deno.test({
  ...requires(
    ["chromium"],
    "the secret page asks once and then only says that it knows",
  ),
  fn: () =>
    inWorkspace(async (app, workspace) => {
      await using browser = await openBrowser();
      await app.signIn(browser.context);
      const page = await browser.context.newPage();
      await page.goto(app.url);
      await page.locator(".cards", { hasText: "Not set: SECRET, PIN." })
        .getByRole("link", { name: "Set them" }).click();
      const field = page.getByLabel("Your secret SECRET");
      assert.equal(await field.getAttribute("type"), "password");
      assert.match(await page.innerText("main"), /Any <text> of 5 letters/);
      await field.fill(VALUE);
      await field.press("Enter");
      await page.getByText("SECRET is set.").waitFor();
      assert.equal(await field.count(), 0);
      const file = workspace.path(".env");
      const { mode } = await Deno.stat(file);
      assert.equal((mode ?? 0) & 0o777, 0o600);
      const kept = await Deno.readTextFile(file);

      const again = await app.fetch("/secret/SECRET", {
        method: "POST",
        headers: { Origin: app.url },
        body: new URLSearchParams({ value: "another" }),
      });
      assert.match(await again.text(), /is set/);
      assert.equal(await Deno.readTextFile(file), kept);
      const told = await workspace.run(["secret", "get", "SECRET"]);
      assert.equal(told.stdout.trimEnd(), VALUE);
      for (const text of [await page.content(), app.log]) {
        assert.ok(!text.includes("and $HOME"), text);
      }
    }),
});

Deno.test("the secret page takes no value that Hearth refuses", async () => {
  await inWorkspace(async (app, workspace) => {
    const post = (name: string, value: string): Promise<Response> =>
      app.fetch(`/secret/${name}`, {
        method: "POST",
        headers: { Origin: app.url },
        body: new URLSearchParams({ value }),
      });
    const page = await (await post("PIN", "12x4")).text();
    assert.match(page, /role="alert"/);
    assert.ok(!page.includes("12x4"), page);
    assert.match(await (await post("PIN", " ")).text(), /Enter a value/);
    const unknown = await post("PATH", "/tmp");
    await unknown.body?.cancel();
    assert.equal(unknown.status, 404);
    await assert.rejects(Deno.stat(workspace.path(".env")));
    assert.match(
      await (await post("PIN", "1234")).text(),
      /PIN<.code> is set/,
    );
  });
});

Deno.test("the secret page counts an exported value", async () => {
  await inWorkspace(async (app, workspace) => {
    const page = await (await app.fetch("/secret")).text();
    assert.match(page, /SECRET<.code> is set/);
    assert.match(page, /It comes from the environment/);
    assert.ok(!page.includes("exported-value"));
    const posted = await app.fetch("/secret/SECRET", {
      method: "POST",
      headers: { Origin: app.url },
      body: new URLSearchParams({ value: "another" }),
    });
    assert.match(await posted.text(), /SECRET<.code> is set/);
    await assert.rejects(Deno.stat(workspace.path(".env")));
  }, { SECRET: "exported-value" });
});

Deno.test("the secret page names the command where it cannot run it", async () => {
  await using app = await startAppServer();
  const page = await (await app.fetch("/secret")).text();
  assert.match(page, /The hearth command is not set up.*deno task secret/s);
  const home = await (await app.fetch("/state/secrets")).text();
  assert.match(home, /The hearth command is not set up/);
});
