/**
 * Imports point one way: main.ts → tasks/ → lib/ → lib/system/.
 *
 * @module
 */
import { importedPlace, isProduct, placeOf, visitImports } from "./places.ts";

/** How far a file is from the entry point; imports may only go down. */
function layerOf(place: string): number {
  if (place.startsWith("lib/system/")) return 3;
  if (place.startsWith("lib/")) return 2;
  if (place.startsWith("tasks/")) return 1;
  return 0;
}

/** Files of a layer that lower layers may import too. */
const SHARED = new Set(["lib/core/errors.ts", "deno.json"]);

/** Refuses imports from a layer above. */
export const layers: Deno.lint.Rule = {
  create(context) {
    const from = placeOf(context.filename);
    if (!isProduct(from)) return {};
    return visitImports((node, specifier) => {
      const to = importedPlace(context.filename, specifier);
      if (SHARED.has(to) || layerOf(to) >= layerOf(from)) return;
      context.report({
        node,
        message:
          `Imports point one way: "${specifier}" is a layer above this file`,
        hint: "main.ts → tasks/ → lib/ → lib/system/",
      });
    });
  },
};
