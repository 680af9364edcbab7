/**
 * The server, for commands that cannot do without.
 *
 * @module
 */
import { loadWorkspace } from "../../workspace/load_workspace.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";
import { checkOllama } from "./check_ollama.ts";
import { type OllamaSettings, ollamaSettings } from "./ollama_settings.ts";
import { requireOllama, type RunningOllama } from "./require_ollama.ts";

/** Milliseconds, generous: nothing waits for anything else. */
const TIMEOUT_MS = 10_000;

/** A server that can be used, and what is asked of it. */
export interface UsedOllama {
  readonly state: RunningOllama;
  readonly settings: OllamaSettings;
}

/**
 * Finds the workspace's server.
 *
 * @throws {UserError} saying what to do when it cannot be used
 * @throws the signal's reason when it is aborted
 */
export async function useOllama(
  { system, paths, signal }: {
    readonly system: System;
    readonly paths: Paths;
    readonly signal?: AbortSignal;
  },
): Promise<UsedOllama> {
  const workspace = await loadWorkspace({ system, paths });
  const settings = await ollamaSettings({ system, paths, workspace });
  const deadline = TIMEOUT_MS;
  const found = await checkOllama(system, settings, { deadline, signal });
  return { state: await requireOllama(system, found), settings };
}
