import assert from "node:assert/strict";
import * as hearth from "../../../mod.ts";
import { parseWorkspace } from "../../workspace/schema/workspace_schema.ts";
import { presetService } from "./preset_service.ts";

const DEFAULTS = {
  port: 8000,
  ready: { path: "/health" },
  open: "/",
  env: { A: "preset", B: "preset" },
};

Deno.test("presetService() puts arguments last and merges variables", () => {
  const service = presetService(["run", "--a"], DEFAULTS, {
    args: ["--b"],
    env: { B: "workspace" },
    port: 9000,
    cwd: "web",
  });
  assert.deepEqual(service, {
    ...DEFAULTS,
    command: ["run", "--a", "--b"],
    env: { A: "preset", B: "workspace" },
    port: 9000,
    cwd: "web",
    ready: { path: "/health", timeout: 120 },
  });
});

Deno.test("presetService() keeps the health check where only the timeout differs", () => {
  const readyOf = (ready: hearth.ReadyCheck): unknown =>
    presetService(["run"], DEFAULTS, { ready }).ready;
  assert.deepEqual(readyOf({ timeout: 5 }), { path: "/health", timeout: 5 });
  assert.deepEqual(readyOf({ tcp: true }), { tcp: true, timeout: 120 });
});

Deno.test("presetService() takes a field without a value for one that is absent", () => {
  const { port, open } = presetService(["run"], DEFAULTS, {
    port: undefined,
    open: undefined,
  });
  assert.deepEqual([port, open], [8000, "/"]);
});

Deno.test("django() migrates ahead of the workspace's own commands", () => {
  const loaded = ["python", "manage.py", "loaddata", "demo.json"];
  assert.deepEqual(
    hearth.django({ migrate: true, before: [loaded] }).before,
    [["python", "manage.py", "migrate", "--noinput"], loaded],
  );
  assert.deepEqual(hearth.django().before, []);
});

const PRESETS: Readonly<Record<string, () => hearth.ServiceInput>> = {
  dash: hearth.dash,
  django: () => hearth.django({ migrate: true, settings: "shop.settings" }),
  fastapi: () => hearth.fastapi({ factory: true }),
  fasthtml: hearth.fasthtml,
  flask: hearth.flask,
  gradio: () => hearth.gradio({ reload: false }),
  marimo: () => hearth.marimo({ mode: "run" }),
  mlflow: () => hearth.mlflow({ backendStore: "mlruns", artifacts: "out" }),
  panel: () => hearth.panel({ script: ["a.py", "b.ipynb"] }),
  streamlit: hearth.streamlit,
  tensorboard: hearth.tensorboard,
};

for (const [name, preset] of Object.entries(PRESETS)) {
  Deno.test(`${name}() is a service on the port from Hearth and on no other address`, () => {
    const service = preset();
    const workspace = parseWorkspace({
      name: "Test",
      python: { version: ">=3.11" },
      services: { [name]: service },
    });
    const [declared] = workspace.services;
    const text = declared?.command.join(" ") ?? "";
    assert.match(text, /\{port\}/);
    assert.doesNotMatch(text, /0\.0\.0\.0|localhost/);
    assert.equal(typeof declared?.port, "number");
    assert.equal(declared?.open?.startsWith("/"), true);
  });
}
