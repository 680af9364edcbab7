/**
 * No module needs itself, not even for a type.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { CHECKOUT, checkoutFiles } from "../support/harness.ts";

/** Imports and re-exports, lazy ones with a literal too. */
const IMPORTS = /(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']/g;

/** The modules that each file imports, by path from the root. */
function graphOf(texts: ReadonlyMap<string, string>): Map<string, string[]> {
  const imported = (file: string, text: string): string[] =>
    [...text.matchAll(IMPORTS)]
      .map(([, specifier = ""]) => join(file, "..", specifier))
      .filter((target) => texts.has(target));
  return new Map(
    [...texts].map(([file, text]) => [file, imported(file, text)]),
  );
}

/** One cycle as the files on it, or nothing where there is none. */
function findCycle(
  graph: ReadonlyMap<string, readonly string[]>,
): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    const start = path.indexOf(file);
    if (start >= 0) return [...path.slice(start), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return undefined;
}

Deno.test("no module imports itself by a detour, not even for a type", async () => {
  const files = (await checkoutFiles()).filter((file) => file.endsWith(".ts"));
  const texts = new Map(
    await Promise.all(
      files.map(async (file) =>
        [file, await Deno.readTextFile(join(CHECKOUT, file))] as const
      ),
    ),
  );
  assert.ok(texts.size > 300);
  assert.equal(findCycle(graphOf(texts)), undefined);
});

Deno.test("a cycle of types and lazy imports is found", () => {
  const texts = new Map([
    ["lib/a.ts", 'import type { B } from "./b/b.ts";\n'],
    ["lib/b/b.ts", 'export * from "../c.ts";\n'],
    ["lib/c.ts", 'const { a } = await import("./a.ts");\n'],
    ["lib/d.ts", 'import { a } from "./a.ts";\n'],
  ]);
  assert.deepEqual(
    findCycle(graphOf(texts)),
    ["lib/a.ts", "lib/b/b.ts", "lib/c.ts", "lib/a.ts"],
  );
});
