/**
 * FastAPI as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";
import { uvicorn, UVICORN_ENV } from "./uvicorn.ts";

/** What may differ between workspaces that run a FastAPI application. */
export interface FastapiOptions extends PresetOptions {
  /** The application as `"module:variable"`. @default {"main:app"} */
  readonly app?: string;
  /**
   * Whether `app` names a function that makes the application.
   * @default {false}
   */
  readonly factory?: boolean;
  /** Whether the server restarts when a file is saved. @default {true} */
  readonly reload?: boolean;
}

/**
 * Declares a FastAPI application, served by uvicorn: loopback only, on the port
 * from Hearth. It opens the interactive documentation.
 *
 * It is ready when its OpenAPI description answers, which runs no handler of the
 * project; where it has none, "not found" is an answer too.
 */
export function fastapi(
  { app = "main:app", factory = false, reload = true, ...options }:
    FastapiOptions = {},
): ServiceInput {
  return presetService(
    uvicorn(app, { reload, factory }),
    {
      port: 8000,
      ready: { path: "/openapi.json" },
      open: "/docs",
      env: UVICORN_ENV,
    },
    options,
  );
}
