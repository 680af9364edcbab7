/**
 * Whether `start` runs an Ollama server of the workspace's own.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { silent, type WorkOptions } from "../../core/reporter.ts";
import { readClaim } from "../../services/claims/claim.ts";
import { isLoopback } from "../../system/network/loopback.ts";
import type { System } from "../../system/mod.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { checkOllama } from "../check/check_ollama.ts";
import { OLLAMA_SERVICE, withOllamaService } from "./ollama_service.ts";
import {
  type OllamaSettings,
  ollamaSettings,
} from "../check/ollama_settings.ts";
import { howToGet } from "../check/require_ollama.ts";

/** Milliseconds: a server that is busy must not get a second one beside it. */
const TIMEOUT_MS = 5000;

/** How it came to be considered. */
export interface ServeOptions extends WorkOptions {
  /** Whether the user asked for it now. @default {false} */
  readonly asked?: boolean;
}

/**
 * The workspace with a service for Ollama where one is asked for, by the user
 * or by `workspace.ts`, and none answers that is not ours.
 *
 * @throws {UserError} when the user asked for it and it cannot be run here;
 *   what only `workspace.ts` asks for is a warning
 */
export async function serveOllama(
  context: WorkspaceContext<"fs" | "proc" | "net" | "env" | "clock">,
  { asked = false, report = silent, signal }: ServeOptions = {},
): Promise<Workspace> {
  const { system, workspace } = context;
  if (!asked && !workspace.ollama?.serve) return workspace;
  if (workspace.services.some(({ name }) => name === OLLAMA_SERVICE)) {
    return workspace;
  }
  const settings = await ollamaSettings(context);
  const served = withOllamaService(workspace, settings.host);
  if (await readClaim(context, OLLAMA_SERVICE)) return served;
  const obstacle = await whyNotServed(system, settings);
  if (obstacle !== undefined) {
    if (asked) throw obstacle;
    report.warn(`${obstacle.message}. The other services start without it`);
    return workspace;
  }
  const deadline = TIMEOUT_MS;
  const state = await checkOllama(system, settings, { deadline, signal });
  if (state.kind !== "up") return served;
  report.note(`Ollama is already running at ${state.url}: using that server`);
  return workspace;
}

/**
 * The services to start: with `--ollama` it too, and not what was named but
 * runs elsewhere. No names mean all services, `undefined` means none.
 */
export function namesWithOllama(
  names: readonly string[],
  { workspace: { services }, isFlagged }: {
    readonly workspace: Workspace;
    readonly isFlagged: boolean;
  },
): string[] | undefined {
  if (names.length === 0) return [];
  const isServed = services.some(({ name }) => name === OLLAMA_SERVICE);
  const others = names.filter((name) => name !== OLLAMA_SERVICE);
  const isNamed = isFlagged || others.length < names.length;
  if (isServed && isNamed) return [...others, OLLAMA_SERVICE];
  return others.length > 0 ? others : undefined;
}

/** What keeps a server from being run here. */
async function whyNotServed(
  system: Pick<System, "env" | "proc">,
  { url, host }: OllamaSettings,
): Promise<UserError | undefined> {
  const { hostname } = new URL(url ?? "http://invalid");
  if (!isLoopback(hostname)) {
    return new UserError(
      `Cannot start Ollama here: OLLAMA_HOST is set to ${JSON.stringify(host)}`,
      { hint: "Unset OLLAMA_HOST to run a server on this machine." },
    );
  }
  if (await system.proc.has("ollama")) return undefined;
  return new UserError("Cannot start Ollama: it is not installed", {
    hint: `Install it: ${await howToGet(system)}`,
    exitCode: EXIT.needsUser,
  });
}
