/**
 * Builds the npm package in `dist/`: `deno task build`.
 *
 * @module
 */
// deno-lint-ignore-file no-console -- A program of its own.
import { join } from "./packages.ts";
import config from "../../deno.json" with { type: "json" };
import { bundle } from "./bundle.ts";
import { publicTypes } from "./public_types.ts";
import { sealPackage } from "./seal_package.ts";

const ROOT = join(import.meta.dirname ?? "", "../..");

/** Files that travel as they are, by the name of a tracked file. */
const TRAVELS = [
  /^bin\//,
  /^bench\/drawing\//,
  /^nix\/(host-nixpkgs\/|given-nixpkgs\/|zsh\/|template\/flake\.nix$|[^/]+\.(bash|fish)$)/,
  /^(LICENSE|CHANGELOG\.md)$/,
  /^lib\/.*\.(sh|py|nix|css|js|json|bash|zsh|fish)$/,
];
const STAYS = /_test\.py$/;

/** Whether a directory has nothing to lose: an earlier build, or no file. */
async function mayEmpty(dir: string): Promise<boolean> {
  try {
    const names = await Array.fromAsync(Deno.readDir(dir), ({ name }) => name);
    return names.length === 0 ||
      ["FILES", "VERSION", "mod.d.ts"].every((name) => names.includes(name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
}

/** Builds into a directory, which is emptied first. */
async function build(dist: string): Promise<void> {
  await Deno.remove(dist, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await bundle(ROOT, dist);
  for (const [name, text] of Object.entries(await publicTypes(ROOT))) {
    await Deno.writeTextFile(join(dist, name), text);
  }
  const { stdout } = await new Deno.Command("git", {
    args: ["ls-files"],
    cwd: ROOT,
  }).output();
  const files = new TextDecoder().decode(stdout).trimEnd().split("\n")
    .filter((file) => TRAVELS.some((kind) => kind.test(file)))
    .filter((file) => !STAYS.test(file));
  for (const file of files) {
    await Deno.mkdir(join(dist, file, ".."), { recursive: true });
    await Deno.copyFile(join(ROOT, file), join(dist, file));
  }
  await sealPackage(dist, config);
}

const [dir, ...more] = Deno.args;
if (dir?.startsWith("-") || more.length > 0) {
  console.error("Usage: deno task build [DIR]");
  Deno.exit(2);
}
if (dir !== undefined && !await mayEmpty(dir)) {
  console.error(`Cannot build into "${dir}": it has files of its own`);
  Deno.exit(1);
}
await build(dir ?? join(ROOT, "dist"));
