/**
 * The system and the paths travel as one context.
 *
 * @module
 */

/** Name of the type that a parameter has, or has a part of. */
function typeOf(parameter: Deno.lint.Parameter): string {
  const type = "typeAnnotation" in parameter
    ? parameter.typeAnnotation?.typeAnnotation
    : undefined;
  if (type?.type !== "TSTypeReference") return "";
  const [whole] = type.typeArguments?.params ?? [];
  const named = whole?.type === "TSTypeReference" ? whole : type;
  return named.typeName.type === "Identifier" ? named.typeName.name : "";
}

function isSystem(parameter: Deno.lint.Parameter): boolean {
  return typeOf(parameter) === "System" ||
    (parameter.type === "Identifier" && parameter.name === "system");
}

/** Refuses functions that take the system and the paths apart. */
export const oneContext: Deno.lint.Rule = {
  create(context) {
    const check = (
      node: Deno.lint.Node & {
        params: readonly Deno.lint.Parameter[];
      },
    ): void => {
      const hasPaths = node.params.some((value) => typeOf(value) === "Paths");
      if (!hasPaths || !node.params.some(isSystem)) return;
      context.report({
        node,
        message: "The system and the paths are one parameter, a Context",
        hint: "The type is in lib/core/context.ts.",
      });
    };
    return {
      FunctionDeclaration: check,
      FunctionExpression: check,
      ArrowFunctionExpression: check,
    };
  },
};
