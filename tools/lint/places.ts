/**
 * Where a file belongs in the tree, for the lint rules.
 *
 * @module
 */
import { dirname, join, relative } from "node:path";

/** Root of the checkout that this plugin belongs to. */
const ROOT = join(import.meta.dirname ?? "", "../..");

/** A file's path from the root of the checkout. */
export function placeOf(file: string): string {
  return relative(ROOT, file);
}

/** The file that a relative import names, from the root of the checkout. */
export function importedPlace(from: string, specifier: string): string {
  return join(dirname(placeOf(from)), specifier);
}

/** Whether users run it; tests, benchmarks and tools are for contributors. */
export function isProduct(place: string): boolean {
  return /^(main\.ts|mod\.ts|tasks\/|lib\/)/.test(place) &&
    !place.endsWith("_test.ts");
}

/** A node and the specifier that it imports. */
type OnImport = (node: Deno.lint.Node, specifier: string) => void;

/** A visitor that reports every relative import and re-export with a literal. */
export function visitImports(onImport: OnImport): Deno.lint.LintVisitor {
  const check: OnImport = (node, specifier) => {
    if (specifier.startsWith(".")) onImport(node, specifier);
  };
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
}
