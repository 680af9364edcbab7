/**
 * What `workspace.ts` has to say about Python.
 *
 * @module
 */
import { basename } from "../../core/files/posix_path.ts";
import type { Facts } from "./facts.ts";
import { type Listed, requirementsOf } from "./packages.ts";
import type { Literal } from "./proposal.ts";

/** Files that setup finds by itself, in the workspace's own directory. */
const FOUND =
  /^(?:uv\.lock|pylock\.toml|requirements\.(?:lock|txt)|pyproject\.toml|environment\.yml)$/;

/** Only what setup would not find by itself. */
export function pythonOf(
  projects: Facts["projects"],
  dir: string,
  needed: readonly Listed[],
): { readonly [key: string]: Literal } {
  const project = projects.get(dir);
  const names = (kind: "extra" | "group"): string[] => [
    ...new Set(
      needed.flatMap((listed) => listed.kind === kind ? listed.name : []),
    ),
  ];
  const extras = names("extra");
  const groups = names("group");
  const from = fileOf(project, dir);
  const version = (project?.files ?? []).find(({ path, python }) =>
    python !== undefined && /(?:^|\/)(?:Pipfile|setup\.(?:cfg|py))$/.test(path)
  )?.python;
  const isSaid = project?.files.some(({ path, python }) =>
    python !== undefined && /(?:pyproject\.toml|uv\.lock)$/.test(path)
  );
  return {
    ...(version !== undefined && !isSaid && isPlainRange(version) &&
      { version }),
    ...(from !== undefined && { from }),
    ...(extras.length > 0 && { extras }),
    ...(groups.length > 0 && { groups }),
  };
}

/** The file to name; `undefined` where setup finds the right one. */
function fileOf(
  project: ReturnType<Facts["projects"]["get"]>,
  dir: string,
): string | undefined {
  if (project === undefined) return undefined;
  const paths = project.files.map(({ path }) => path);
  const own = (name: string): string | undefined =>
    paths.find((path) => basename(path) === name);
  const lock = own("uv.lock");
  const requirements = requirementsOf(project);
  const first = lock ?? requirements ?? own("pyproject.toml") ??
    own("environment.yml") ?? paths[0];
  if (first === undefined) return undefined;
  const isFound = dir === "." && FOUND.test(first);
  return isFound ? undefined : first;
}

function isPlainRange(range: string): boolean {
  return /^(?:(?:>=|>|<=|<|==|!=|~=)\s*\d+(?:\.\d+)*(?:\.\*)?\s*(?:,\s*|$))+$/
    .test(range);
}
