/**
 * What this workspace runs: the one file to edit.
 *
 * @module
 */
import { defineWorkspace, jupyterLab } from "hearth";

export default defineWorkspace({
  name: "Hearth",
  python: {
    version: ">=3.11",
    imports: ["numpy", "pandas", "matplotlib", "jupyterlab", "fasthtml"],
  },
  services: {
    jupyter: jupyterLab({ port: 8888 }),
    server: {
      command: ["python", "server.py"],
      port: 5001,
      env: {
        PORT: "{port}",
        JUPYTER_URL: "http://127.0.0.1:{port:jupyter}/lab",
      },
      ready: { path: "/health" },
      open: "/",
      address: "file",
    },
  },
  secrets: {
    SECRET: {
      prompt: "A secret of yours",
      help: "An example for your own keys: the app's secret page knows it too.",
      optional: true,
    },
  },
  assets: ["htmx.min.js"],
  models: ["llama3.1:latest"],
});
