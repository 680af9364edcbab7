/**
 * JupyterLab through its launcher: what it spares, and that nothing is missing.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { jupyterLab } from "../../lib/services/presets/jupyter_lab.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { launchLab, recordingNode } from "../support/jupyter/jupyter_launch.ts";
import type { Jupyter } from "../support/jupyter/jupyter_process.ts";
import { testPython } from "../support/setup/test_python.ts";
import { tempDir } from "../support/temp_dir.ts";

const NOTIFICATION = "@jupyterlab/apputils-extension:notification";
/** What a plain `jupyter lab` imports before it answers. */
const SPARED = [
  "IPython",
  "arrow.arrow",
  "dateutil.parser._parser",
  "httpx",
  "requests.sessions",
  "websocket._core",
];

/** A value of the page's configuration, as JSON. */
async function pageConfig(lab: Jupyter, name: string): Promise<unknown> {
  const page = await (await lab.request("/lab")).text();
  const [, json = "{}"] =
    page.match(/id="jupyter-config-data"[^>]*>([^<]*)</) ?? [];
  return JSON.parse(json)[name];
}

/** What Jupyter writes about itself. */
async function runtimeInfo(lab: Jupyter): Promise<Record<string, unknown>> {
  const file = join(lab.dir, ".runtime", `jpserver-${lab.pid}.json`);
  return JSON.parse(await Deno.readTextFile(file));
}

async function newsSetting(lab: Jupyter): Promise<unknown> {
  const answer = await lab.request(`/lab/api/settings/${NOTIFICATION}`);
  return (await answer.json()).schema.properties.fetchNews.default;
}

Deno.test("the launcher's late modules behave like modules", async () => {
  const { success, stderr } = await new Deno.Command(await testPython(), {
    args: ["-B", join(CHECKOUT, "lib/services/presets/late_modules_test.py")],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
});

Deno.test("the launcher imports nothing and runs no node that can wait", async () => {
  await using node = await recordingNode();
  await using lab = await launchLab({
    env: { PATH: node.path, PYTHONPROFILEIMPORTTIME: "1" },
  });
  const log = await lab.log();
  assert.match(log, /\| +jupyterlab\.labapp$/m);
  const imported = SPARED.filter((name) =>
    new RegExp(`\\| +${name.replace(".", "\\.")}$`, "m").test(log)
  );
  assert.deepEqual(imported, []);
  assert.doesNotMatch(await node.calls(), /config/);
});

Deno.test("HEARTH_JUPYTER_PLAIN leaves measures of the launcher out", async () => {
  await using node = await recordingNode();
  await using lab = await launchLab({
    env: {
      PATH: node.path,
      PYTHONPROFILEIMPORTTIME: "1",
      HEARTH_JUPYTER_PLAIN: "modules,manager,yarn,ipython,gc",
    },
  });
  const log = await lab.log();
  for (const name of SPARED) {
    assert.match(log, new RegExp(`\\| +${name}$`, "m"));
  }
  assert.match(await node.calls(), /config/);
});

Deno.test("the launcher keeps its pid, writes its address first and ends at SIGTERM", async () => {
  await using lab = await launchLab();
  const info = await runtimeInfo(lab);
  assert.equal(info.pid, lab.pid);
  assert.equal(info.token, lab.token);
  assert.equal((await fetch(`${lab.url}/api/contents`)).status, 403);
  await lab.stop();
  assert.doesNotMatch(await lab.log(), /Traceback/);
});

Deno.test("the user's own Jupyter configuration goes before the launcher's", async () => {
  await using lab = await launchLab({
    config: {
      "labconfig/default_setting_overrides.json": JSON.stringify({
        [NOTIFICATION]: { fetchNews: "none" },
      }),
      "labconfig/page_config.json": '{"buildCheck": true}',
      "jupyter_server_config.json": '{"ServerApp": {"quit_button": false}}',
    },
  });
  assert.equal(await newsSetting(lab), "none");
  assert.equal(await pageConfig(lab, "buildCheck"), true);
  assert.equal(await pageConfig(lab, "quitButton"), false);
});

Deno.test("arguments of the workspace go before ours", async () => {
  const args = ["--ip=localhost", "--ServerApp.port_retries=3"];
  const { command: [, , ...given] } = jupyterLab({ args });
  assert.deepEqual(given, [
    "--no-browser",
    "--allow-root",
    "--ServerApp.port={port}",
    ...args,
  ]);
  // Jupyter itself must be content with what is left.
  await using lab = await launchLab({ args });
  const info = await runtimeInfo(lab);
  assert.equal(info.hostname, "localhost");
});

Deno.test("an extension gets the real manager of extensions", async () => {
  const extension = `
from jupyterlab.extensions import PyPIExtensionManager as one
from jupyterlab.extensions.pypi import PyPIExtensionManager as two
from dateutil.tz import tzlocal
assert one is two and isinstance(one, type) and isinstance(tzlocal, type)
class Mine(one): pass
def _load_jupyter_server_extension(app): app.log.warning("extension is content")
`;
  await using dir = await tempDir();
  await Deno.writeTextFile(join(dir.path, "picky_extension.py"), extension);
  await using lab = await launchLab({
    env: { PYTHONPATH: dir.path },
    args: ["--ServerApp.jpserver_extensions=picky_extension=True"],
  });
  assert.match(await lab.log(), /extension is content/);
  const { extensionManager } = {
    extensionManager: await pageConfig(lab, "extensionManager"),
  };
  assert.deepEqual(Object.keys(extensionManager as object).sort(), [
    "can_install",
    "install_path",
    "name",
  ]);
});
