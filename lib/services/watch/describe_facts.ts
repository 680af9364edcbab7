/**
 * What `status --why` says of a service's processes.
 *
 * @module
 */
import { inColumns } from "../../core/text/columns.ts";
import { formatBytes } from "../../core/text/format_bytes.ts";
import { seconds } from "../../core/terminal_reporter.ts";
import type { Containment, ServiceFacts } from "./service_facts.ts";

const MARKS: Readonly<Record<Containment["mark"], string>> = {
  kernel:
    "by a mark that the kernel keeps, their environment, session, parents and log",
  environment: "by their environment, session, parents and log",
};

const SIGNALS: Readonly<Record<Containment["signals"], string>> = {
  pidfd: "through pidfds",
  pid: "by process id, after a look at the start time",
};

/** Lines for people, none for a service without processes. */
export function describeFacts(
  { containment, processes }: ServiceFacts,
): string[] {
  if (containment === null) return [];
  const rows = processes.map(({ pid, memory, cpuMs, command }) => [
    `  pid ${pid}`,
    formatBytes(memory),
    `cpu ${seconds(cpuMs)}`,
    command,
  ]);
  const { mark, scope, signals } = containment;
  const held = scope === null ? "" : `by the systemd scope ${scope}, `;
  return [
    `  Its processes are known ${held}${MARKS[mark]}; signals go ${
      SIGNALS[signals]
    }`,
    ...inColumns(rows).split("\n"),
  ];
}
