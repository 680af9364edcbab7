/**
 * Packages in Poetry's own tables, as requirements.
 *
 * @module
 */
import type { TomlTable } from "smol-toml";
import { dirname, join } from "../../core/files/posix_path.ts";
import { normalizedName } from "../lock/requirements/requirements.ts";
import type { Selection } from "./package_list.ts";
import { poetryConstraint, pythonMarkers } from "./poetry_constraint.ts";
import { tableOf, textOf } from "./formats/pyproject.ts";

/** What Poetry's tables list. */
export interface PoetryProject {
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** Lines of requirements, as seen from the workspace's directory. */
  readonly lines: readonly string[];
}

/**
 * Reads `[tool.poetry]`: the main packages, the group `dev`, and what the
 * workspace selects.
 *
 * @param file path of the `pyproject.toml`, from the workspace's directory
 */
export function poetryProject(
  poetry: TomlTable,
  { file, selection }: {
    readonly file: string;
    readonly selection: Pick<Selection, "extras" | "groups">;
  },
): PoetryProject {
  const named = Object.entries(tableOf(poetry["group"])).map((
    [name, group],
  ) => [name, tableOf(tableOf(group)["dependencies"])] as const);
  const groups = new Map([
    ["dev", tableOf(poetry["dev-dependencies"])] as const,
    ...named,
  ]);
  const extras = tableOf(poetry["extras"]);
  const wanted = new Set(
    selection.extras.flatMap((extra) => {
      const list = extras[extra];
      return Array.isArray(list) ? list.map(String).map(normalizedName) : [];
    }),
  );
  const main = Object.entries(tableOf(poetry["dependencies"]))
    .filter(([name]) => name !== "python");
  const chosen = [...new Set(["dev", ...selection.groups])]
    .flatMap((group) => Object.entries(groups.get(group) ?? {}));
  const lines = [...main, ...chosen].flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => {
      const table = typeof one === "string" ? { version: one } : tableOf(one);
      const isLeft = table["optional"] === true &&
        !wanted.has(normalizedName(name));
      return isLeft ? [] : [requirement(name, table, dirname(file))];
    })
  );
  return {
    extras: Object.keys(extras),
    groups: [...groups.keys()],
    lines: [...new Set(lines)],
  };
}

/** One package as pip and uv write it. */
function requirement(name: string, table: TomlTable, dir: string): string {
  const text = (key: string): string | undefined => textOf(table[key]);
  const path = text("path");
  if (path !== undefined) {
    const place = `./${join(dir, path)}`;
    return table["develop"] === true ? `-e ${place}` : place;
  }
  const list = table["extras"];
  const extras = Array.isArray(list) && list.length > 0
    ? `[${list.join(",")}]`
    : "";
  const git = text("git");
  const revision = text("rev") ?? text("tag") ?? text("branch");
  const inside = text("subdirectory");
  const address = git === undefined ? text("url") : [
    `git+${git.replace(/^git@([^:]+):/, "ssh://git@$1/")}`,
    ...(revision === undefined ? [] : [`@${revision}`]),
    ...(inside === undefined ? [] : [`#subdirectory=${inside}`]),
  ].join("");
  const platform = text("platform");
  const markers = [
    ...pythonMarkers(text("python") ?? "*"),
    ...(platform === undefined ? [] : [`sys_platform == "${platform}"`]),
    ...(text("markers") === undefined ? [] : [`(${text("markers")})`]),
  ].join(" and ");
  const what = address === undefined
    ? poetryConstraint(text("version") ?? "*")
    : ` @ ${address}`;
  return `${name}${extras}${what}${markers === "" ? "" : ` ; ${markers}`}`;
}
