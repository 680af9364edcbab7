/**
 * Gradio as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";

/** What may differ between workspaces that run a Gradio app. */
export interface GradioOptions extends PresetOptions {
  /** The script that calls `launch()`. @default {"app.py"} */
  readonly script?: string;
  /** Whether the app reloads when a file is saved. @default {true} */
  readonly reload?: boolean;
}

/**
 * Declares a Gradio app: loopback only, on the port from Hearth, without
 * analytics, a public link or a browser of its own.
 *
 * The script runs unchanged; what its `launch()` says about host, port and
 * sharing is overridden.
 */
export function gradio(
  { script = "app.py", reload = true, ...options }: GradioOptions = {},
): ServiceInput {
  return presetService(
    [
      "python",
      "{kit}/lib/services/presets/launch_gradio.py",
      ...(reload ? [] : ["--no-reload"]),
      "--port={port}",
      script,
    ],
    {
      port: 7860,
      ready: { path: "/" },
      open: "/",
      env: { GRADIO_ANALYTICS_ENABLED: "False" },
    },
    options,
  );
}
