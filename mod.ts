/**
 * What a `workspace.ts` imports from `"hearth"`.
 *
 * @example A workspace with one service
 * ```ts ignore
 * import { defineWorkspace, jupyterLab } from "hearth";
 *
 * export default defineWorkspace({
 *   name: "sales",
 *   python: { version: ">=3.11" },
 *   services: { jupyter: jupyterLab() },
 * });
 * ```
 *
 * @module
 */
export {
  jupyterLab,
  type JupyterLabOptions,
} from "./lib/services/presets/jupyter_lab.ts";
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
