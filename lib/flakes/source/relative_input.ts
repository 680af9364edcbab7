/**
 * Inputs that are directories of the flake's own source.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { FlakeInput } from "./inspect/nix_inspection.ts";

/** The path of an input such as `path:./sub`; `undefined` for any other one. */
export function relativePath(
  { url, type, path }: Pick<FlakeInput, "url" | "type" | "path">,
): string | undefined {
  if (url === undefined) {
    return type === "path" && path?.startsWith("/") === false
      ? path
      : undefined;
  }
  const [, named, bare] = /^(?:path:(?![/~])([^?#]*)|(\.\.?(?:\/[^?#]*)?))$/
    .exec(url) ?? [];
  return named ?? bare;
}

/**
 * Where an input of the flake in `dir` is within the source; `undefined` if it
 * is not in there.
 */
export function withinSource(
  dir: string,
  input: Pick<FlakeInput, "url" | "type" | "path">,
): string | undefined {
  const path = relativePath(input);
  if (path === undefined) return undefined;
  const target = join(dir, path).replace(/\/+$/, "").replace(/^\.$/, "");
  return target === ".." || target.startsWith("../") ? undefined : target;
}
