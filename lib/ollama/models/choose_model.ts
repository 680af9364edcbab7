/**
 * Which model answers.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";
import { isSameModel } from "./model_name.ts";
import { type LoadedModel, parseCanChat } from "../check/ollama_answers.ts";
import type { ChosenModel, OllamaModel } from "../check/ollama_state.ts";

/** Models that are asked whether they can chat, where none is configured. */
const MOST_ASKED = 8;

/** What is chosen from. */
export interface ModelChoice {
  readonly url: string;
  readonly models: readonly OllamaModel[];
  readonly loaded: readonly LoadedModel[];
  /** Models that are asked for, the preferred one first. */
  readonly preferred: readonly string[];
  /** Milliseconds. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

/** The first that is asked for and there, else the first that can chat. */
export async function chooseModel(
  { net }: Pick<System, "net">,
  choice: ModelChoice,
): Promise<ChosenModel | null> {
  const { models, loaded, preferred } = choice;
  const configured = preferred.map((name) => findModel(models, name))
    .find((model) => model !== undefined);
  const model = configured ?? await firstThatChats({ net }, choice);
  if (model === undefined) return null;
  const inMemory = loaded.find(({ name }) => isSameModel(name, model.name));
  return {
    name: model.name,
    configured: configured !== undefined,
    loaded: inMemory !== undefined,
    gpuShare: inMemory?.gpuShare ?? null,
  };
}

/** The model of that name, however it is written. */
export function findModel(
  models: readonly OllamaModel[],
  name: string,
): OllamaModel | undefined {
  return models.find((model) => isSameModel(model.name, name));
}

/** Of those that run here: no one's words leave the machine unasked. */
async function firstThatChats(
  { net }: Pick<System, "net">,
  { url, models, deadline, signal }: ModelChoice,
): Promise<OllamaModel | undefined> {
  const local = models.filter(({ remoteHost }) => remoteHost === null)
    .slice(0, MOST_ASKED);
  const answers = await Promise.all(
    local.map(({ name }) =>
      net.ask(`${url}/api/show`, {
        deadline,
        signal,
        json: { model: name },
      })
    ),
  );
  return local.find((_, index) => parseCanChat(answers[index]));
}
