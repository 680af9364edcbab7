/**
 * What `workspace.ts` may say of Ollama.
 *
 * @module
 */
import * as v from "valibot";

/** The field `ollama`. */
export const ollamaSchema = v.optional(v.strictObject({
  serve: v.optional(v.boolean(), false),
  greeting: v.optional(v.boolean(), false),
}));

type Ollama = v.InferOutput<typeof ollamaSchema>;

/** The field with its default: who names models uses Ollama. */
export function ollamaWishes(
  ollama: Ollama,
  models: readonly string[],
): Ollama {
  if (ollama !== undefined || models.length === 0) return ollama;
  return { serve: false, greeting: false };
}
