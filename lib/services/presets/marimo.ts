/**
 * Marimo as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";

/** What may differ between workspaces that run Marimo. */
export interface MarimoOptions extends PresetOptions {
  /** A notebook, or a directory of notebooks. @default {"."} */
  readonly notebook?: string;
  /** `"edit"` opens the editor, `"run"` the notebook as an app. @default {"edit"} */
  readonly mode?: "edit" | "run";
  /**
   * Whether changes of the file by other programs show up. In the editor this
   * may interfere with its saving. @default {mode is "run"}
   */
  readonly reload?: boolean;
}

/**
 * Declares Marimo: loopback only, on the port from Hearth, with a new token at
 * each start, without questions or a look for updates.
 */
export function marimo(
  { notebook = ".", mode = "edit", reload = mode === "run", ...options }:
    MarimoOptions = {},
): ServiceInput {
  return presetService(
    [
      "python",
      "{kit}/lib/services/presets/launch_marimo.py",
      mode,
      notebook,
      "--host=127.0.0.1",
      "--port={port}",
      "--headless",
      "--no-sandbox",
      ...(mode === "edit" ? ["--skip-update-check"] : []),
      ...(reload ? ["--watch"] : []),
    ],
    { port: 2718, ready: { path: "/health" }, open: "/", address: "file" },
    options,
  );
}
