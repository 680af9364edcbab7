/**
 * The types of `"hearth"`, for editors.
 *
 * @module
 */
import {
  dts,
  join,
  ModuleKind,
  ModuleResolutionKind,
  rollup,
  ScriptTarget,
} from "./packages.ts";

/**
 * `mod.d.ts` for an import map, and `hearth.d.ts`, which declares the module
 * for editors that know no import map.
 */
export async function publicTypes(
  root: string,
): Promise<Record<"mod.d.ts" | "hearth.d.ts", string>> {
  await using bundle = await rollup({
    input: join(root, "mod.ts"),
    external: [/^[^./]/],
    plugins: [dts({
      compilerOptions: {
        target: ScriptTarget.ESNext,
        module: ModuleKind.ESNext,
        moduleResolution: ModuleResolutionKind.Bundler,
        allowImportingTsExtensions: true,
        skipLibCheck: true,
        types: [],
      },
    })],
    // Packages are not installed here, and no public type needs one.
    onwarn: () => {},
  });
  const { output: [{ code }] } = await bundle.generate({ format: "es" });
  const ambient = code.replaceAll(/^declare /gm, "").trimEnd()
    .replaceAll(/^(?=.)/gm, "  ");
  return {
    "mod.d.ts": code,
    "hearth.d.ts": `declare module "hearth" {\n${ambient}\n}\n`,
  };
}
