/**
 * The state of Ollama in one line.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import type { ChosenModel, OllamaState } from "./ollama_state.ts";

/** One sentence without a final period: server, model, what is missing. */
export function ollamaLine(state: OllamaState): string {
  switch (state.kind) {
    case "up":
      return `Ollama ${state.version} at ${state.url}: ${modelPart(state)}`;
    case "down":
      return `No Ollama at ${state.url}: "${HEARTH} ollama" shows how to start it`;
    case "silent":
      return `Ollama at ${state.url} is slow: it did not answer within ${
        Math.round(state.deadline)
      } ms`;
    case "stranger":
      return `No Ollama at ${state.url}: another server answers there`;
    case "outdated":
      return `Ollama ${state.version} at ${state.url} is too old: "${HEARTH} ollama" shows what to do`;
    case "misconfigured":
      return `No Ollama: OLLAMA_HOST is not an address: ${
        JSON.stringify(state.value)
      }`;
  }
}

function modelPart(
  { chosen, wanted }: Extract<OllamaState, { kind: "up" }>,
): string {
  if (chosen === null) {
    return wanted === null
      ? `no chat model; to get one: ${HEARTH} ollama pull MODEL`
      : `no model yet; to get one: ${HEARTH} ollama pull ${wanted}`;
  }
  const instead = wanted === null || chosen.configured
    ? ""
    : ` in place of ${wanted}`;
  return `${chosen.name}${instead} (${whereLoaded(chosen)})`;
}

/** Whether a model is in memory, and in whose. */
export function whereLoaded({ loaded, gpuShare }: ChosenModel): string {
  if (!loaded || gpuShare === null) return "not loaded";
  if (gpuShare === 0) return "loaded, CPU";
  if (gpuShare === 1) return "loaded, GPU";
  return `loaded, ${Math.round(gpuShare * 100)}% GPU`;
}
