/**
 * What a `workspace.ts` imports from `"hearth"`.
 *
 * @example A workspace with an app and JupyterLab
 * ```ts ignore
 * import { defineWorkspace, jupyterLab, streamlit } from "hearth";
 *
 * export default defineWorkspace({
 *   name: "sales",
 *   python: { version: ">=3.11" },
 *   services: { app: streamlit(), jupyter: jupyterLab() },
 * });
 * ```
 *
 * @module
 */
export { dash, type DashOptions } from "./lib/services/presets/dash.ts";
export { django, type DjangoOptions } from "./lib/services/presets/django.ts";
export {
  fastapi,
  type FastapiOptions,
} from "./lib/services/presets/fastapi.ts";
export {
  fasthtml,
  type FasthtmlOptions,
} from "./lib/services/presets/fasthtml.ts";
export { flask, type FlaskOptions } from "./lib/services/presets/flask.ts";
export { gradio, type GradioOptions } from "./lib/services/presets/gradio.ts";
export {
  jupyterLab,
  type JupyterLabOptions,
} from "./lib/services/presets/jupyter_lab.ts";
export { marimo, type MarimoOptions } from "./lib/services/presets/marimo.ts";
export { mlflow, type MlflowOptions } from "./lib/services/presets/mlflow.ts";
export { panel, type PanelOptions } from "./lib/services/presets/panel.ts";
export {
  postgres,
  type PostgresOptions,
} from "./lib/services/presets/postgres.ts";
export type { PresetOptions } from "./lib/services/presets/preset_service.ts";
export { redis, type RedisOptions } from "./lib/services/presets/redis.ts";
export {
  streamlit,
  type StreamlitOptions,
} from "./lib/services/presets/streamlit.ts";
export {
  tensorboard,
  type TensorboardOptions,
} from "./lib/services/presets/tensorboard.ts";
export {
  defineWorkspace,
  type OllamaInput,
  type PythonInput,
  type ReadyCheck,
  type SecretCheck,
  type SecretInput,
  type ServiceInput,
  type WorkspaceInput,
} from "./lib/workspace/workspace.ts";
