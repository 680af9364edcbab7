/**
 * Dash as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";

/** What may differ between workspaces that run a Dash app. */
export interface DashOptions extends PresetOptions {
  /** The script that calls `app.run()`. @default {"app.py"} */
  readonly script?: string;
  /** Whether Dash's debug mode, with reloading, is on. @default {true} */
  readonly debug?: boolean;
}

/**
 * Declares a Dash app: loopback only, on the port from Hearth, without a look
 * for updates.
 *
 * The script runs unchanged; what its `app.run()` says about host, port and
 * debugging is overridden.
 */
export function dash(
  { script = "app.py", debug = true, ...options }: DashOptions = {},
): ServiceInput {
  return presetService(
    [
      "python",
      "{kit}/lib/services/presets/launch_dash.py",
      ...(debug ? [] : ["--no-debug"]),
      "--port={port}",
      script,
    ],
    {
      port: 8050,
      ready: { path: "/" },
      open: "/",
      env: {
        DASH_DISABLE_VERSION_CHECK: "true",
        // In Dash 2 these override what `run()` is told.
        HOST: "127.0.0.1",
        PORT: "{port}",
      },
    },
    options,
  );
}
