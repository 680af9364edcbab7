/**
 * Fewer files for the commands that have to be quick: Deno takes about 0.2 ms
 * for each file that it loads, however small.
 *
 * @module
 */
import { basename, join, type OutputChunk, rollup } from "./packages.ts";

/** Commands that users wait for, so that their code is loaded at once. */
const QUICK = ["status", "setup", "start", "stop"];

/** An import, or an export from another file, as the bundler writes it. */
const STATIC = /^(?:import|export)\b[^;]*?"\.\/([^"]+\.js)";$/gm;

/** What is loaded late, as the bundler writes it. */
const LATE = /\bimport\("\.\/([^"]+\.js)"\)/g;

/**
 * Rewrites a directory of bundled chunks. Of what `main.js` and the quick
 * commands always load, two files are left beside it: `core.js` and `quick.js`.
 *
 * @param entries Entry points below the directory, which keep their names
 * @throws {Error} when a quick command's chunk is not found
 */
export async function gather(
  dist: string,
  entries: readonly string[],
): Promise<void> {
  const texts = new Map<string, string>();
  for await (const { name, isFile } of Deno.readDir(dist)) {
    if (!isFile || !name.endsWith(".js")) continue;
    texts.set(name, await Deno.readTextFile(join(dist, name)));
  }
  const core = closure(texts, ["main.js"]);
  core.delete("main.js");
  const quick = quickChunks(texts, core);
  const groupOf = (id: string): string | undefined => {
    const name = basename(id);
    return core.has(name) ? "core" : quick.has(name) ? "quick" : undefined;
  };
  await using bundle = await rollup({
    input: Object.fromEntries(
      entries.map((name) => [name.replace(/\.js$/, ""), join(dist, name)]),
    ),
    external: (id) => !id.startsWith(".") && !id.startsWith(dist),
    treeshake: { moduleSideEffects: "no-external" },
    onwarn: () => {},
  });
  const { output } = await bundle.generate({
    format: "es",
    manualChunks: groupOf,
    onlyExplicitManualChunks: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
  });
  for (const name of texts.keys()) await Deno.remove(join(dist, name));
  for (const { fileName, code } of output as OutputChunk[]) {
    await Deno.writeTextFile(join(dist, fileName), code);
  }
}

/** Chunks of the quick commands that are not loaded anyway. */
function quickChunks(
  texts: ReadonlyMap<string, string>,
  core: ReadonlySet<string>,
): Set<string> {
  const roots = ["mod.js"];
  for (const name of QUICK) {
    const command = lateOf(texts, core, `${name}: async () => (await `);
    const run = lateOf(texts, [command], "loader: async () => (await ");
    roots.push(command, run);
  }
  const found = closure(texts, roots);
  // Rollup would put what is only a name for parts of these into `main.js`.
  for (const name of [...texts.keys()]) {
    const parts = [...closure(texts, [name])].filter((part) => part !== name);
    const isName = !/^(?:async )?(?:function|class|var) /m.test(
      texts.get(name) ?? "",
    );
    const isKnown = parts.every((part) => core.has(part) || found.has(part));
    if (isName && isKnown) found.add(name);
  }
  found.delete("mod.js");
  return new Set([...found].filter((name) => !core.has(name)));
}

/** The chunk that the text after a prefix loads. */
function lateOf(
  texts: ReadonlyMap<string, string>,
  chunks: Iterable<string>,
  prefix: string,
): string {
  for (const chunk of chunks) {
    const text = texts.get(chunk) ?? "";
    const at = text.indexOf(prefix);
    if (at < 0) continue;
    const [late] = text.slice(at).matchAll(LATE);
    if (late?.[1] !== undefined) return late[1];
  }
  throw new Error(`No chunk has "${prefix}"`);
}

/** Chunks that are loaded with others, these included. */
function closure(
  texts: ReadonlyMap<string, string>,
  roots: readonly string[],
): Set<string> {
  const found = new Set<string>();
  const rest = [...roots];
  for (let name = rest.pop(); name !== undefined; name = rest.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const [, next = ""] of (texts.get(name) ?? "").matchAll(STATIC)) {
      rest.push(next);
    }
  }
  return found;
}
