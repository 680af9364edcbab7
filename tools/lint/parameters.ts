/**
 * At most two required parameters, then one options object.
 *
 * @module
 */

/** Required parameters of a function that others call. */
const MOST = 2;
/** Of a function that only its own module calls. */
const MOST_LOCAL = 3;

/** Types of objects whose parts have names at the call. */
const OPTIONS = /(Options|Work|Request|Plan|Choices?)$/;

/** Name of a parameter's type, or the kind of type that it is. */
function typeOf(parameter: Deno.lint.Parameter): string {
  const type = "typeAnnotation" in parameter
    ? parameter.typeAnnotation?.typeAnnotation
    : undefined;
  if (type?.type !== "TSTypeReference") return type?.type ?? "";
  return type.typeName.type === "Identifier" ? type.typeName.name : "";
}

function isRequired(parameter: Deno.lint.Parameter): boolean {
  return (parameter.type === "Identifier" && !parameter.optional) ||
    parameter.type === "ObjectPattern" || parameter.type === "ArrayPattern";
}

function isOptions(parameter: Deno.lint.Parameter): boolean {
  return parameter.type === "ObjectPattern" ||
    (parameter.type === "Identifier" && parameter.name === "options") ||
    OPTIONS.test(typeOf(parameter));
}

/** Required parameters besides callbacks and an options object at the end. */
function positional(parameters: readonly Deno.lint.Parameter[]): number {
  const required = parameters.filter(isRequired);
  const last = required.at(-1);
  const values = last && isOptions(last) ? required.slice(0, -1) : required;
  return values.filter((value) => typeOf(value) !== "TSFunctionType").length;
}

/** Commands take words of the command line, as many as the user types. */
function isCommand([first]: readonly Deno.lint.Parameter[]): boolean {
  return first?.type === "Identifier" && first.name === "this";
}

/** Refuses functions whose calls are lists of values without names. */
export const parameters: Deno.lint.Rule = {
  create(context) {
    return {
      FunctionDeclaration(node) {
        if (isCommand(node.params)) return;
        const isExported = node.parent.type === "ExportNamedDeclaration";
        const most = isExported ? MOST : MOST_LOCAL;
        const found = positional(node.params);
        if (found <= most) return;
        context.report({
          node: node.id ?? node,
          message: `${found} required parameters where ${most} are the most`,
          hint: "Make the last ones one object, whose parts have names.",
        });
      },
    };
  },
};
