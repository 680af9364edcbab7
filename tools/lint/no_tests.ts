/**
 * What users run needs nothing of what only contributors have.
 *
 * @module
 */
import { importedPlace, isProduct, placeOf, visitImports } from "./places.ts";

/** Refuses imports of tests, benchmarks and tools in product code. */
export const noTests: Deno.lint.Rule = {
  create(context) {
    if (!isProduct(placeOf(context.filename))) return {};
    return visitImports((node, specifier) => {
      const to = importedPlace(context.filename, specifier);
      if (!/^(tests|tools|bench)\/|_test\.ts$/.test(to)) return;
      context.report({
        node,
        message: `Product code imports nothing of ${to}`,
      });
    });
  },
};
