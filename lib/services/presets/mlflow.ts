/**
 * MLflow's tracking server as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";
import { UVICORN_ENV } from "./uvicorn.ts";

/** What may differ between workspaces that run MLflow. */
export interface MlflowOptions extends PresetOptions {
  /**
   * Where runs are kept, as a directory or a database URL.
   * @default {what MLflow uses}
   */
  readonly backendStore?: string;
  /** Where artifacts are kept. @default {what MLflow uses} */
  readonly artifacts?: string;
  /**
   * Whether MLflow's background jobs run, which score traces and the like. They
   * take five more processes. @default {false}
   */
  readonly jobs?: boolean;
}

/** Empty ones would add options that override the flags, or move the pages. */
const ENV = {
  ...UVICORN_ENV,
  MLFLOW_DISABLE_TELEMETRY: "true",
  MLFLOW_GUNICORN_OPTS: "",
  MLFLOW_SERVER_ALLOWED_HOSTS: "127.0.0.1:{port},localhost:{port}",
  MLFLOW_STATIC_PREFIX: "",
  MLFLOW_UVICORN_OPTS: "",
};

/**
 * Declares MLflow's tracking server: loopback only, on the port from Hearth,
 * without telemetry, with one worker.
 *
 * Flags override `MLFLOW_*` variables.
 */
export function mlflow(
  { backendStore, artifacts, jobs = false, ...options }: MlflowOptions = {},
): ServiceInput {
  return presetService(
    [
      "python",
      "-m",
      "mlflow",
      "server",
      "--host=127.0.0.1",
      "--port={port}",
      "--workers=1",
      ...(backendStore === undefined
        ? []
        : [`--backend-store-uri=${backendStore}`]),
      ...(artifacts === undefined
        ? []
        : [`--artifacts-destination=${artifacts}`]),
    ],
    {
      port: 5000,
      // Three programs import all of MLflow, one after the other.
      ready: { path: "/health", timeout: 240 },
      open: "/",
      env: { ...ENV, MLFLOW_SERVER_ENABLE_JOB_EXECUTION: `${jobs}` },
    },
    options,
  );
}
