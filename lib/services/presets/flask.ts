/**
 * Flask's development server as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";

/** What may differ between workspaces that run a Flask application. */
export interface FlaskOptions extends PresetOptions {
  /**
   * The application as `flask --app` takes it: `"app"`, `"web:create_app()"`.
   * @default {"app"}
   */
  readonly app?: string;
  /** Whether the debugger and reloading are on. @default {true} */
  readonly debug?: boolean;
}

/**
 * Declares a Flask application, served by `flask run`: loopback only, on the
 * port from Hearth.
 *
 * It is ready when `/static/` answers, if only "not found": that runs no view of
 * the project, and the port alone is open before the project is loaded.
 *
 * Flask ignores a call of `app.run()` under `flask run`, and flags override
 * `.flaskenv`, `.env` and `FLASK_RUN_*` variables.
 */
export function flask(
  { app = "app", debug = true, ...options }: FlaskOptions = {},
): ServiceInput {
  return presetService(
    [
      "python",
      "-m",
      "flask",
      `--app=${app}`,
      "run",
      "--host=127.0.0.1",
      "--port={port}",
      debug ? "--debug" : "--no-debug",
    ],
    {
      port: 5000,
      ready: { path: "/static/" },
      open: "/",
      env: { FLASK_RUN_CERT: "", FLASK_RUN_KEY: "" },
    },
    options,
  );
}
