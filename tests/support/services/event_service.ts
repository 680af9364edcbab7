/**
 * Services that note when they begin and end.
 *
 * @module
 */
import type { ServiceInput } from "../../../lib/workspace/workspace.ts";
import type { TempWorkspace } from "../workspaces/temp_workspace.ts";

/** The file of the workspace in which they note it. */
const EVENTS = "events";

/** A service that is ready once its log has its line, and ends at SIGTERM. */
export function eventService(
  name: string,
  more: Partial<ServiceInput> = {},
): ServiceInput {
  const script = [
    `trap 'echo -${name} >>${EVENTS}; exit 0' TERM`,
    `echo +${name} >>${EVENTS}`,
    `echo ${name} is up`,
    "while :; do sleep 0.05; done",
  ].join("\n");
  return {
    command: ["sh", "-c", script],
    ready: { log: `^${name} is up$` },
    ...more,
  };
}

/** What they noted since the last call, as `+db +api -api`. */
export async function takeEvents(workspace: TempWorkspace): Promise<string> {
  const path = workspace.path(EVENTS);
  const text = await Deno.readTextFile(path).catch(() => "");
  await Deno.writeTextFile(path, "");
  return text.trim().replaceAll("\n", " ");
}
