/**
 * Files of other tools that init leaves alone.
 *
 * @module
 */
import { basename, dirname } from "../../core/files/posix_path.ts";
import type { Unmapped } from "../hints/hint.ts";
import { splitCommands, startedApp } from "../hints/command_line.ts";
import { packageScript } from "../hints/package_scripts.ts";
import type { Facts } from "../propose/facts.ts";

/** Ports that development servers of the web listen on. */
const PORTS: readonly (readonly [RegExp, number])[] = [
  [/\bvite\b/, 5173],
  [/\bastro\b/, 4321],
  [/\bng serve\b/, 4200],
  [/./, 3000],
];

/** Commands that write files again when sources change, and serve nothing. */
const BUILDS =
  /\bvite build\b|\b(?:tailwindcss|webpack|rollup|esbuild|tsc|sass)\b(?!.*\bserve)[^&|]*(?:--watch\b|-w\b)/;

/**
 * Says what each is, and how to have it in the workspace.
 *
 * @param dir the project's directory
 */
export async function unmappedFiles(
  { files, read, sources, projects }: Pick<
    Facts,
    "files" | "read" | "sources" | "projects"
  >,
  dir: string,
): Promise<Unmapped[]> {
  const unmapped: Unmapped[] = [];
  const packages = files.filter((path) =>
    basename(path) === "package.json" && path.split("/").length <= 2
  );
  for (const path of packages) {
    const script = packageScript(await read(path) ?? "");
    const starts = splitCommands(script?.command ?? "").some(({ words = [] }) =>
      startedApp(words) !== undefined
    );
    if (script === undefined || starts) continue;
    const place = dirname(path);
    const port = BUILDS.test(script.command)
      ? ""
      : `, port: ${
        PORTS.find(([pattern]) => pattern.test(script.command))?.[1]
      }`;
    const cwd = place === "." ? "" : `cwd: ${JSON.stringify(place)}, `;
    unmapped.push({
      what: `${path}: script "${script.name}" runs ${script.command}`,
      add:
        `frontend: { ${cwd}command: ["npm", "run", "${script.name}"]${port} },`,
    });
  }
  const lists = projects.get(dir)?.files ?? [];
  if (lists.length > 0 && lists.every(({ path }) => isPipfile(path))) {
    unmapped.push({
      what: "Only Pipenv can read a Pipfile; setup reads requirements.txt",
      add: "pipenv requirements --dev > requirements.txt",
    });
  }
  if (files.includes("flake.nix")) {
    unmapped.push({
      what: "flake.nix is the repository's own: its shell has no Hearth yet",
      add: "inputsFrom = [ hearth.devShells.${system}.default ];",
    });
  }
  const secrets = new Set(
    sources.flatMap(({ code, texts }) =>
      [...code.matchAll(/\bst\.secrets\[\s*"(\d+)"\s*\]/g)].map(([, index]) =>
        texts[Number(index)] ?? ""
      )
    ),
  );
  if (secrets.size > 0) {
    unmapped.push({
      what: `Streamlit reads ${
        [...secrets].join(", ")
      } from .streamlit/secrets.toml, which stays yours`,
    });
  }
  return unmapped;
}

function isPipfile(path: string): boolean {
  return basename(path) === "Pipfile";
}
