/**
 * The command for an ASGI application.
 *
 * @module
 */

/** How uvicorn serves an application. */
export interface UvicornOptions {
  /** Whether the application restarts when a file is saved. */
  readonly reload: boolean;
  /** Whether `app` names a function that makes the application. */
  readonly factory?: boolean;
}

/** Variables that would have uvicorn listen elsewhere. Empty ones count as unset. */
export const UVICORN_ENV: Readonly<Record<string, string>> = {
  UVICORN_FD: "",
  UVICORN_ROOT_PATH: "",
  UVICORN_SSL_CERTFILE: "",
  UVICORN_SSL_KEYFILE: "",
  UVICORN_UDS: "",
  UVICORN_WORKERS: "",
  WEB_CONCURRENCY: "1",
};

/** Serves `"module:variable"` on loopback only, on the port from Hearth. */
export function uvicorn(
  app: string,
  { reload, factory = false }: UvicornOptions,
): string[] {
  return [
    "python",
    "{kit}/lib/services/presets/launch_asgi.py",
    app,
    "--host=127.0.0.1",
    "--port={port}",
    ...(factory ? ["--factory"] : []),
    ...(reload ? ["--reload"] : []),
  ];
}
