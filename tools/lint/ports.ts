/**
 * Only `lib/system/` touches `Deno`.
 *
 * @module
 */
import { isProduct, placeOf } from "./places.ts";

/** Entry points: they set the exit code. */
const ENTRIES = new Set(["main.ts", "install.ts"]);

/** Refuses `Deno` where a port has to be taken instead. */
export const ports: Deno.lint.Rule = {
  create(context) {
    const place = placeOf(context.filename);
    const isFree = !isProduct(place) || ENTRIES.has(place) ||
      place.startsWith("lib/system/");
    if (isFree) return {};
    return {
      "MemberExpression[object.name='Deno']"(node: Deno.lint.Node) {
        context.report({
          node,
          message: "Only lib/system/ touches Deno: take a port instead",
        });
      },
    };
  },
};
