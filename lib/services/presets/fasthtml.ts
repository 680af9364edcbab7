/**
 * FastHTML as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";
import { uvicorn, UVICORN_ENV } from "./uvicorn.ts";

/** What may differ between workspaces that run a FastHTML app. */
export interface FasthtmlOptions extends PresetOptions {
  /** The app as `"module:variable"`. @default {"main:app"} */
  readonly app?: string;
  /** Whether the server restarts when a file is saved. @default {true} */
  readonly reload?: boolean;
}

/**
 * Declares a FastHTML app, served by uvicorn: loopback only, on the port from
 * Hearth.
 *
 * The module is imported and not run, so what its `serve()` says about host and
 * port has no effect.
 */
export function fasthtml(
  { app = "main:app", reload = true, ...options }: FasthtmlOptions = {},
): ServiceInput {
  return presetService(
    uvicorn(app, { reload }),
    { port: 5001, ready: { path: "/" }, open: "/", env: UVICORN_ENV },
    options,
  );
}
