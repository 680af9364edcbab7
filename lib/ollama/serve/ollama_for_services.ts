/**
 * What services are told of Ollama, without waiting for it.
 *
 * @module
 */
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { inspectBySettings } from "../check/inspect_ollama.ts";
import { isSameModel } from "../models/model_name.ts";
import { type OllamaMemory, recallOllama } from "../check/ollama_memory.ts";
import { OLLAMA_SERVICE } from "./ollama_service.ts";
import {
  type OllamaSettings,
  ollamaSettings,
} from "../check/ollama_settings.ts";
import type { OllamaState } from "../check/ollama_state.ts";

/** Milliseconds, generous: nothing waits for them. */
const TIMEOUT_MS = 10_000;

/** A look at Ollama that goes on while other things are done. */
export interface OllamaLook {
  /** What was found; `undefined` as long as no answer came. */
  readonly state: OllamaState | undefined;
  /**
   * `OLLAMA_HOST` and `OLLAMA_MODEL` by what is known now; without an answer
   * the model is the one that was chosen last, or the preferred one.
   */
  variables(): Record<string, string>;
}

/**
 * Begins to look; `undefined` for a workspace that does not use Ollama. Asking
 * goes on in the background, and no one needs to wait for it.
 */
export async function beginLook(
  context: WorkspaceContext<"fs" | "net" | "env" | "clock">,
): Promise<OllamaLook | undefined> {
  const { workspace } = context;
  if (workspace.ollama === undefined) return undefined;
  const [settings, memory] = await Promise.all([
    ollamaSettings(context),
    recallOllama(context),
  ]);
  let state: OllamaState | undefined;
  const deadline = TIMEOUT_MS;
  void inspectBySettings(context, settings, { deadline })
    .then((found) => state = found);
  return {
    get state() {
      return state;
    },
    variables: () => {
      const host = ownHost(workspace) ?? hostOf(settings, state);
      const model = modelOf(settings, state, memory);
      return {
        ...(host !== undefined && { OLLAMA_HOST: host }),
        ...(model !== undefined && { OLLAMA_MODEL: model }),
      };
    },
  };
}

/** The address of a server that starts together with the others. */
function ownHost({ services }: Workspace): string | undefined {
  const own = services.find(({ name }) => name === OLLAMA_SERVICE);
  return own?.port ? `http://127.0.0.1:{port:${OLLAMA_SERVICE}}` : undefined;
}

function hostOf(
  { url, ownUrl }: OllamaSettings,
  state: OllamaState | undefined,
): string | undefined {
  return state?.kind === "up" ? state.url : state ? url : ownUrl ?? url;
}

function modelOf(
  { preferred }: OllamaSettings,
  state: OllamaState | undefined,
  memory: OllamaMemory | undefined,
): string | undefined {
  const [first] = preferred;
  if (state?.kind === "up") return state.chosen?.name ?? first;
  const last = memory?.model || undefined;
  const isStillMeant = first === undefined ||
    preferred.some((name) => last !== undefined && isSameModel(name, last));
  return isStillMeant ? last : first;
}
