/**
 * What `workspace.ts` imports: `import { defineWorkspace, streamlit } from
 * "hearth"`.
 *
 * @example
 * ```ts
 * import { defineWorkspace, jupyterLab, streamlit } from "hearth";
 *
 * export default defineWorkspace({
 *   name: "sales-dashboard",
 *   python: { version: ">=3.11" },
 *   services: {
 *     app: streamlit({ script: "app.py" }),
 *     jupyter: jupyterLab(),
 *   },
 * });
 * ```
 *
 * @module
 */
export { defineWorkspace } from "./lib/workspace/workspace.ts";
export type {
  OllamaInput,
  PythonInput,
  ReadyCheck,
  SecretCheck,
  SecretInput,
  ServiceInput,
  WorkspaceInput,
} from "./lib/workspace/workspace.ts";
export type { PresetOptions } from "./lib/services/presets/preset_service.ts";
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
  streamlit,
  type StreamlitOptions,
} from "./lib/services/presets/streamlit.ts";
export {
  tensorboard,
  type TensorboardOptions,
} from "./lib/services/presets/tensorboard.ts";
