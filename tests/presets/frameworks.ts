/**
 * The frameworks that presets are tried on, each with a project that would have
 * it listen on 0.0.0.0:9999 and more of that kind.
 *
 * @module
 */
import * as hearth from "../../mod.ts";
import type { PresetOptions, ServiceInput } from "../../mod.ts";

/** A framework as the tests see it. The app is in `apps/NAME/`. */
export interface Framework {
  readonly name: string;
  readonly preset: (options: PresetOptions) => ServiceInput;
  /** Variables that would move it. */
  readonly hostile: Readonly<Record<string, string>>;
  /** What it answers on the health check, and with which text; by path. */
  readonly answers: Readonly<Record<string, readonly [number, RegExp]>>;
  /** Files that it makes in the project. */
  readonly makes?: readonly string[];
  /** Whether it is left to the nightly run. */
  readonly heavy?: true;
}

/** What many programs read, whatever the framework. */
export const HOSTILE = { HOST: "0.0.0.0", PORT: "9999" };

const UVICORN = {
  UVICORN_HOST: "0.0.0.0",
  UVICORN_PORT: "9999",
  UVICORN_UDS: "uvicorn.sock",
  UVICORN_WORKERS: "2",
  WEB_CONCURRENCY: "3",
};

/** Every framework that has a preset. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    name: "streamlit",
    preset: hearth.streamlit,
    hostile: {
      STREAMLIT_SERVER_ADDRESS: "0.0.0.0",
      STREAMLIT_SERVER_PORT: "9999",
      STREAMLIT_SERVER_BASE_URL_PATH: "elsewhere",
      STREAMLIT_BROWSER_GATHER_USAGE_STATS: "true",
    },
    answers: { "/_stcore/health": [200, /^ok$/], "/": [200, /Streamlit/] },
  },
  {
    name: "django",
    preset: (options) => hearth.django({ migrate: true, ...options }),
    hostile: {},
    answers: { "/": [200, /^Django answers: 0 users$/] },
    makes: ["db.sqlite3"],
  },
  {
    name: "fastapi",
    preset: hearth.fastapi,
    hostile: UVICORN,
    answers: {
      "/openapi.json": [200, /"\/hello"/],
      "/docs": [200, /swagger-ui/],
      "/hello": [200, /^"FastAPI answers"$/],
    },
  },
  {
    name: "flask",
    preset: hearth.flask,
    hostile: {
      FLASK_APP: "elsewhere",
      FLASK_RUN_HOST: "0.0.0.0",
      FLASK_RUN_PORT: "9999",
      FLASK_RUN_CERT: "adhoc",
    },
    answers: { "/static/": [404, /Not Found/], "/": [200, /^Flask answers$/] },
  },
  {
    name: "fasthtml",
    preset: hearth.fasthtml,
    hostile: UVICORN,
    answers: { "/": [200, /FastHTML answers/] },
    makes: [".sesskey"],
  },
  {
    name: "gradio",
    preset: hearth.gradio,
    hostile: {
      GRADIO_SERVER_NAME: "0.0.0.0",
      GRADIO_SERVER_PORT: "9999",
      GRADIO_NODE_SERVER_NAME: "0.0.0.0",
      GRADIO_ROOT_PATH: "/elsewhere",
      GRADIO_SHARE: "True",
      http_proxy: "http://127.0.0.1:1",
    },
    answers: { "/": [200, /gradio/], "/config": [200, /Gradio answers/] },
    heavy: true,
  },
  {
    name: "dash",
    preset: hearth.dash,
    hostile: {
      DASH_PROXY: "http://0.0.0.0:9999::https://example.com",
      DASH_DEBUG: "false",
    },
    answers: { "/": [200, /Dash/], "/_dash-layout": [200, /Dash answers/] },
    heavy: true,
  },
  {
    name: "panel",
    preset: hearth.panel,
    hostile: { BOKEH_ALLOW_WS_ORIGIN: "example.com", BOKEH_ADDRESS: "0.0.0.0" },
    answers: { "/": [302, /^$/], "/app": [200, /Panel/] },
    heavy: true,
  },
  {
    name: "marimo",
    preset: (options) => hearth.marimo({ notebook: "notebook.py", ...options }),
    hostile: {},
    answers: { "/health": [200, /"healthy"/], "/": [303, /^$/] },
    heavy: true,
  },
  {
    name: "mlflow",
    preset: hearth.mlflow,
    hostile: {
      ...UVICORN,
      MLFLOW_HOST: "0.0.0.0",
      MLFLOW_PORT: "9999",
      MLFLOW_SERVER_ALLOWED_HOSTS: "example.com",
      MLFLOW_STATIC_PREFIX: "/elsewhere",
      MLFLOW_UVICORN_OPTS: "--host 0.0.0.0 --port 9999",
    },
    answers: { "/health": [200, /^OK$/], "/": [200, /MLflow/] },
    makes: ["mlflow.db"],
    heavy: true,
  },
  {
    name: "tensorboard",
    preset: hearth.tensorboard,
    hostile: { TENSORBOARD_PROXY_URL: "http://0.0.0.0:9999" },
    answers: {
      "/data/environment": [200, /"data_location"/],
      "/": [200, /TensorFlow/],
    },
    heavy: true,
  },
];
