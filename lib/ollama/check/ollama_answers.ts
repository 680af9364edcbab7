/**
 * Ollama's answers, as far as Hearth reads them.
 *
 * @module
 */
import * as v from "valibot";
import { oneLine } from "../../core/text/one_line.ts";
import type { HttpResult } from "../../system/mod.ts";
import type { OllamaModel } from "./ollama_state.ts";

/** What is printed must not move the cursor. */
const printable = v.pipe(v.string(), v.transform(oneLine));
const text = v.optional(printable, "");

const version = v.object({ version: printable });

const tags = v.object({
  models: v.nullable(v.array(v.object({
    name: printable,
    size: v.number(),
    modified_at: printable,
    remote_host: v.optional(v.nullable(printable), null),
    details: v.optional(
      v.object({
        family: text,
        parameter_size: text,
        quantization_level: text,
      }),
      {},
    ),
  }))),
});

const loaded = v.object({
  models: v.nullable(v.array(v.object({
    name: printable,
    size: v.number(),
    size_vram: v.optional(v.number(), 0),
  }))),
});

const details = v.object({
  capabilities: v.optional(v.array(v.string()), []),
});

/** A model that is in memory now. */
export interface LoadedModel {
  readonly name: string;
  /** From 0 to 1. */
  readonly gpuShare: number;
}

/** The version, from `/api/version`. */
export function parseVersion(outcome: HttpResult): string | undefined {
  return parse(version, outcome)?.version;
}

/** The models, the newest first, from `/api/tags`. */
export function parseModels(outcome: HttpResult): OllamaModel[] | undefined {
  const answer = parse(tags, outcome);
  if (answer === undefined) return undefined;
  return (answer.models ?? []).map((model) => ({
    name: model.name,
    size: model.size,
    family: model.details.family,
    parameters: model.details.parameter_size,
    quantization: model.details.quantization_level,
    modified: model.modified_at,
    remoteHost: model.remote_host || null,
  })).sort(newestFirst);
}

/** The server leaves open which of two from the same second comes first. */
function newestFirst(one: OllamaModel, other: OllamaModel): number {
  return Date.parse(other.modified) - Date.parse(one.modified) ||
    one.name.localeCompare(other.name);
}

/** What is in memory, from `/api/ps`. */
export function parseLoaded(outcome: HttpResult): LoadedModel[] {
  return parse(loaded, outcome)?.models?.map(({ name, size, size_vram }) => ({
    name,
    gpuShare: size > 0 ? Math.min(1, size_vram / size) : 0,
  })) ?? [];
}

/** Whether a model can chat, from `/api/show`. */
export function parseCanChat(outcome: HttpResult | undefined): boolean {
  const answer = outcome && parse(details, outcome);
  return answer?.capabilities.includes("completion") ?? false;
}

function parse<T extends v.GenericSchema>(
  schema: T,
  outcome: HttpResult,
): v.InferOutput<T> | undefined {
  if (outcome.kind !== "answered" || outcome.status !== 200) return undefined;
  try {
    const parsed = v.safeParse(schema, JSON.parse(outcome.text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined; // no JSON
  }
}
