/**
 * Services for tests, made of the small programs in `fixtures/`.
 *
 * @module
 */
import type { ServiceReport } from "../../../lib/services/status/status_report.ts";
import type { ServiceInput } from "../../../lib/workspace/workspace.ts";
import type { ChildResult } from "../child.ts";

/** A service that runs a fixture with the port as its argument. */
export function service(
  fixture: string,
  port: number,
  more: Partial<ServiceInput> & { readonly args?: readonly string[] } = {},
): ServiceInput {
  const { args = [], ...rest } = more;
  return {
    command: ["python", `tests/support/fixtures/${fixture}`, "{port}", ...args],
    port,
    open: "/",
    ...rest,
  };
}

/** The services in what `--json` printed. */
export function servicesOf({ stdout }: ChildResult): ServiceReport[] {
  return JSON.parse(stdout).services;
}
