/**
 * What makes a directory a package: its description, and the list of its files
 * with their sums.
 *
 * @module
 */
import { sha256Of } from "../../lib/core/sha256_of.ts";
import { join } from "./packages.ts";

/** What the package says of itself, out of `deno.json`. */
export interface PackageConfig {
  readonly version: string;
  readonly license: string;
  readonly imports: Readonly<Record<string, string>>;
}

/** What is written for npm and not copied into a kit. */
const NOT_LISTED = new Set(["FILES", "package.json", "README.md"]);

/** Writes `package.json`, `deno.json`, `README.md`, `VERSION` and `FILES`. */
export async function sealPackage(
  dist: string,
  { version, license, imports }: PackageConfig,
): Promise<void> {
  const write = (name: string, text: string): Promise<void> =>
    Deno.writeTextFile(join(dist, name), text);
  await write("VERSION", `${version}\n`);
  await write("README.md", README);
  await write("package.json", pretty(packageJson(version, license)));
  await write(
    "deno.json",
    pretty({
      imports: {
        hearth: "./mod.js",
        "@napi-rs/keyring": imports["@napi-rs/keyring"],
      },
      nodeModulesDir: "none",
      lock: false,
    }),
  );
  const lines: string[] = [];
  for (const file of await filesBelow(dist)) {
    if (NOT_LISTED.has(file)) continue;
    lines.push(
      `${await sha256Of(await Deno.readFile(join(dist, file)))}  ${file}\n`,
    );
  }
  await write("FILES", lines.join(""));
}

function packageJson(version: string, license: string): unknown {
  return {
    name: "hearthspace",
    version,
    description:
      "One command sets up a Python project and starts JupyterLab, the web app and everything else",
    license,
    type: "module",
    bin: { hearth: "bin/hearth" },
    exports: {
      ".": { types: "./mod.d.ts", default: "./mod.js" },
      "./main": "./main.js",
      "./install": "./install.js",
    },
    keywords: ["python", "jupyter", "workspace", "venv", "nix", "streamlit"],
  };
}

const README = `# Hearth

One command sets up a Python project's environment and starts JupyterLab, the
web app and everything else that it needs. Another command stops all of it.

\`\`\`sh
npx -y hearthspace@latest init   # in your repository
./hearth start
./hearth stop
\`\`\`

It needs Node or Deno, and Python 3.9 or later.
`;

function pretty(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Paths relative to a directory, sorted. */
async function filesBelow(dir: string, prefix = ""): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(dir, prefix))) {
    const path = join(prefix, name);
    if (isDirectory) files.push(...await filesBelow(dir, path));
    else files.push(path);
  }
  return files.sort();
}
