/**
 * Streamlit as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";

/** What may differ between workspaces that run a Streamlit app. */
export interface StreamlitOptions extends PresetOptions {
  /** The app's main file. @default {"app.py"} */
  readonly script?: string;
  /** Whether pages rerun when a file is saved. @default {true} */
  readonly reload?: boolean;
}

/**
 * Declares a Streamlit app: loopback only, on the port from Hearth, without
 * usage statistics, the question for an email address or a browser of its own.
 *
 * Flags override `.streamlit/config.toml` and `STREAMLIT_*` variables.
 */
export function streamlit(
  { script = "app.py", reload = true, ...options }: StreamlitOptions = {},
): ServiceInput {
  return presetService(
    [
      "python",
      "{kit}/lib/services/presets/launch_streamlit.py",
      script,
      ...flags(reload),
    ],
    { port: 8501, ready: { path: "/_stcore/health" }, open: "/" },
    options,
  );
}

/** An older Streamlit, which lacks some of them, gets those that it knows. */
function flags(reload: boolean): string[] {
  return [
    "--server.address=127.0.0.1",
    "--server.port={port}",
    "--server.headless=true",
    `--server.runOnSave=${reload}`,
    "--server.baseUrlPath=",
    "--server.sslCertFile=",
    "--server.sslKeyFile=",
    "--global.developmentMode=false",
    "--browser.gatherUsageStats=false",
  ];
}
