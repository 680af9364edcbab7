/**
 * Services that `start` left running, for the steps that follow.
 *
 * @module
 */
import type { ServiceReport } from "../services/status/status_report.ts";
import { plainText, table } from "./markdown.ts";

/** A table without tokens: everybody who sees the job can read it. */
export function servicesSummary(services: readonly ServiceReport[]): string {
  return table([
    ["service", "state", "ready after", "address"],
    ...services.map(({ name, state, readyMs, url }) => [
      plainText(name),
      state,
      readyMs === null ? "" : `${Math.round(readyMs)} ms`,
      url === null ? "" : plainText(url.replace(/[?#].*$/, "")),
    ]),
  ]);
}

/** Addresses by service, tokens included, as JSON. */
export function serviceAddresses(services: readonly ServiceReport[]): string {
  return JSON.stringify(
    Object.fromEntries(services.map(({ name, url }) => [name, url])),
  );
}

/** Values in addresses that logs must not show. */
export function tokensOf(services: readonly ServiceReport[]): string[] {
  return services.flatMap(({ url }) => {
    if (url === null || !URL.canParse(url)) return [];
    return [...new URL(url).searchParams.values()]
      .filter((value) => value !== "" && !/[\r\n]/.test(value));
  });
}
