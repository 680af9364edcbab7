/**
 * Whether code asks a package set if it has a name that is computed.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";

/** What flakes call sets of packages, but for their own outputs. */
const PACKAGES = String
  .raw`(?<![\w'-])(?<!\bself\.)(?:[\w'-]*pkgs|final|prev|super|stable|unstable|ps|plugins|(?!legacyPackages\b)[\w'-]*(?:packages|Packages)[\w'-]*)`;
const WITHIN = String.raw`(?:\.(?!legacyPackages\b)[\w'-]+)*\s*`;
const COMPUTED = String
  .raw`\s*(?:\$\{[^{}]*\}|"[^"]*\$\{[^{}]*\}[^"]*")`;

const LOOK_UP = new RegExp([
  // `pkgs.${name} or …`
  String.raw`(?:${PACKAGES}|\))${WITHIN}\.${COMPUTED}(?:\.[\w'-]+)*\s+or\b`,
  // `pkgs ? ${name}`
  String.raw`(?:${PACKAGES}|\))${WITHIN}\?\s*[\w.'-]*${COMPUTED}`,
  String
    .raw`\b(?:attrByPath|attrNames|filterAttrs|hasAttr|hasAttrByPath|intersectAttrs)\b[^;]{0,160}?${PACKAGES}(?![\w'-])`,
].join("|"));

/**
 * Whether the names that a package set lacks may decide what Nix code does. The
 * small nixpkgs has those that are written; what is computed it may lack.
 */
export function looksUpNames(code: string): boolean {
  return LOOK_UP.test(code);
}

/** The same for all Nix files below a directory. */
export async function looksUpNamesBelow(
  { fs }: Pick<System, "fs">,
  dir: string,
): Promise<boolean> {
  for (const { name, kind } of await fs.readDir(dir) ?? []) {
    const path = join(dir, name);
    if (kind === "directory") {
      if (await looksUpNamesBelow({ fs }, path)) return true;
    } else if (kind === "file" && name.endsWith(".nix")) {
      if (looksUpNames(await fs.readText(path) ?? "")) return true;
    }
  }
  return false;
}
