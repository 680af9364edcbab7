/**
 * Which server and which models are meant: by Hearth's own service, by the
 * environment, by `.env` and by `workspace.ts`.
 *
 * @module
 */
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { readDotenv } from "../../secrets/dotenv/dotenv.ts";
import { readClaim } from "../../services/claims/claim.ts";
import { clientAddress, resolveOllamaHost } from "./ollama_host.ts";
import { OLLAMA_SERVICE } from "../serve/ollama_service.ts";

/** What a check has to know. */
export interface OllamaSettings {
  /** What `OLLAMA_HOST` says; empty when no one set it. */
  readonly host: string;
  /** Where it is by that; `undefined` when that is no address. */
  readonly url: string | undefined;
  /** Where `start` has run a server of the workspace's own. */
  readonly ownUrl: string | undefined;
  /** Models that are asked for, the preferred one first. */
  readonly preferred: readonly string[];
}

/**
 * Reads the settings. What `workspace.ts` sets for every service wins, then
 * the environment, then `.env`: as for the services themselves.
 */
export async function ollamaSettings(
  context: WorkspaceContext<"fs" | "env", "env" | "models">,
): Promise<OllamaSettings> {
  const { workspace } = context;
  const [dotenv, claim] = await Promise.all([
    readDotenv(context),
    readClaim(context, OLLAMA_SERVICE),
  ]);
  const valueOf = (name: string): string =>
    workspace.env[name] ?? context.system.env.get(name) ?? dotenv[name] ?? "";
  const host = valueOf("OLLAMA_HOST");
  const model = valueOf("OLLAMA_MODEL");
  return {
    host,
    url: clientAddress(resolveOllamaHost(host)),
    ownUrl: URL.parse(claim?.url ?? "")?.origin,
    preferred: [...(model === "" ? [] : [model]), ...workspace.models],
  };
}
