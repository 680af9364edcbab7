/**
 * What the build is made with; locked in `tests/deno.lock`, so that users do
 * not download it.
 *
 * @module
 */
export { basename, dirname, join } from "node:path";
export { pathToFileURL as toFileUrl } from "node:url";
// Named first, because the plugin would take a newer one that it cannot use.
export {
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
} from "npm:typescript@5.9.3";
export { type OutputChunk, rollup } from "npm:rollup@4.55.1";
export { dts } from "npm:rollup-plugin-dts@6.5.1";
