/**
 * Lint plugin: data flows main.ts → tasks/ → lib/ → lib/system/, and only
 * `lib/system/` touches `Deno`.
 *
 * @module
 */

/** How far a file is from the entry point; imports may only go down. */
function layerOf(path: string): number {
  if (/\/lib\/system\/[^/]+$/.test(path)) return 3;
  if (/\/lib\//.test(path)) return 2;
  if (/\/tasks\//.test(path)) return 1;
  return 0;
}

/** Tests and benchmarks are outside the house and may reach into any room. */
function isOutside(path: string): boolean {
  return /_test\.ts$|\/tests\/|\/tools\/|\/bench\//.test(path);
}

/** The file that a relative import names, as an absolute path. */
function resolved(from: string, specifier: string): string {
  return new URL(specifier, `file://${from}`).pathname;
}

/** Files of a layer that others may import although they are above them. */
const SHARED = /\/lib\/core\/errors\.ts$|\/deno\.json$/;

const plugin: Deno.lint.Plugin = {
  name: "hearth",
  rules: {
    "layers": {
      create(context) {
        const from = context.filename;
        function check(node: Deno.lint.Node, specifier: string): void {
          if (isOutside(from) || !specifier.startsWith(".")) return;
          const to = resolved(from, specifier);
          if (SHARED.test(to) || layerOf(to) >= layerOf(from)) return;
          context.report({
            node,
            message:
              `Imports point one way: "${specifier}" is a layer above this file`,
            hint: "main.ts → tasks/ → lib/ → lib/system/",
          });
        }
        return {
          ImportDeclaration: (node) => check(node, node.source.value),
          ImportExpression: (node) => {
            if (node.source.type === "Literal") {
              check(node, String(node.source.value));
            }
          },
          ExportAllDeclaration: (node) => check(node, node.source.value),
          ExportNamedDeclaration: (node) => {
            if (node.source) check(node, node.source.value);
          },
        };
      },
    },
    "ports": {
      create(context) {
        const from = context.filename;
        const free = isOutside(from) || layerOf(from) === 3 ||
          /\/main\.ts$|\/tools\/[^/]+$/.test(from);
        if (free) return {};
        return {
          "MemberExpression[object.name='Deno']"(node: Deno.lint.Node) {
            context.report({
              node,
              message: "Only lib/system/ touches Deno: take a port instead",
            });
          },
        };
      },
    },
  },
};

export default plugin;
