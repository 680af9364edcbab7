/**
 * A directory's modules that start with `_` are its own.
 *
 * @module
 */
import { basename, dirname } from "node:path";
import { importedPlace, placeOf, visitImports } from "./places.ts";

/** Refuses imports of another directory's private modules. */
export const privateModules: Deno.lint.Rule = {
  create(context) {
    const here = dirname(placeOf(context.filename));
    return visitImports((node, specifier) => {
      const to = importedPlace(context.filename, specifier);
      const owner = dirname(to);
      const isInside = here === owner || here.startsWith(`${owner}/`);
      if (!basename(to).startsWith("_") || isInside) return;
      context.report({
        node,
        message: `"${specifier}" is private to ${owner}/`,
        hint: "Import a module of that directory without the underscore.",
      });
    });
  },
};
