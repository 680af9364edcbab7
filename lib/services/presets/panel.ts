/**
 * Panel as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";

/** What may differ between workspaces that run Panel apps. */
export interface PanelOptions extends PresetOptions {
  /** The app: a script or a notebook, or several. @default {"app.py"} */
  readonly script?: string | readonly string[];
  /** Whether pages reload when a file is saved. @default {true} */
  readonly reload?: boolean;
}

/**
 * Declares Panel apps, served by `panel serve`: loopback only, on the port from
 * Hearth, with websockets from this machine's pages only.
 *
 * The scripts stay unchanged: what they give to `serve()` or `show()` becomes
 * part of their page.
 */
export function panel(
  { script = "app.py", reload = true, ...options }: PanelOptions = {},
): ServiceInput {
  const scripts = typeof script === "string" ? [script] : script;
  return presetService(
    [
      "python",
      "{kit}/lib/services/presets/launch_panel.py",
      ...scripts,
      "--address=127.0.0.1",
      "--port={port}",
      ...(reload ? ["--dev"] : []),
    ],
    {
      port: 5006,
      ready: { path: "/" },
      open: "/",
      // The variable overrides Bokeh's flag of that name.
      env: { BOKEH_ALLOW_WS_ORIGIN: "127.0.0.1:{port},localhost:{port}" },
    },
    options,
  );
}
