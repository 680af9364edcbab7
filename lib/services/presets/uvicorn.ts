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

/** Serves `"module:variable"` on loopback only, on the port from Hearth. */
export function uvicorn(
  app: string,
  { reload, factory = false }: UvicornOptions,
): string[] {
  return [
    "python",
    "-m",
    "uvicorn",
    app,
    "--host=127.0.0.1",
    "--port={port}",
    ...(factory ? ["--factory"] : []),
    ...(reload ? ["--reload"] : []),
  ];
}
