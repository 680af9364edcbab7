/**
 * Ollama's server as a service of the workspace.
 *
 * @module
 */
import type { Service, Workspace } from "../../workspace/workspace.ts";
import { makeService } from "../../workspace/schema/workspace_schema.ts";
import { clientAddress, resolveOllamaHost } from "../check/ollama_host.ts";

/** Name of the service, and of its claim. */
export const OLLAMA_SERVICE = "ollama";

/**
 * The workspace with a service that runs `ollama serve`, unless it declares
 * one of that name. It prefers the port that `OLLAMA_HOST` names.
 *
 * @param host What `OLLAMA_HOST` says
 */
export function withOllamaService(
  workspace: Workspace,
  host: string,
): Workspace {
  if (workspace.services.some(({ name }) => name === OLLAMA_SERVICE)) {
    return workspace;
  }
  return {
    ...workspace,
    services: [...workspace.services, ollamaService(portOf(host))],
  };
}

function ollamaService(port: number): Service {
  return makeService(OLLAMA_SERVICE, {
    command: ["ollama", "serve"],
    port,
    ready: { path: "/api/version" },
    env: { OLLAMA_HOST: "127.0.0.1:{port}" },
    // It unloads its models first.
    stopTimeout: 10,
  });
}

function portOf(host: string): number {
  const address = clientAddress(resolveOllamaHost(host));
  return Number(new URL(address ?? "http://127.0.0.1:11434").port || 80);
}
