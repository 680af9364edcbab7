/**
 * What `workspace.ts` has to say about Python.
 *
 * @module
 */
import { basename } from "../../core/files/posix_path.ts";
import { OTHER_REQUIREMENTS } from "../../setup/inputs/dependency_source.ts";
import { readPin } from "../../setup/inputs/python_request.ts";
import type { Facts } from "./facts.ts";
import { type Listed, requirementsOf } from "./packages.ts";
import type { Literal } from "./proposal.ts";

/** Files that setup finds by itself, in the workspace's own directory. */
const FOUND =
  /^(?:uv\.lock|pylock\.toml|requirements\.(?:lock|txt)|pyproject\.toml|environment\.ya?ml|setup\.(?:cfg|py))$/;
/** What serves where no file of the repository says it. */
const ANY_VERSION = ">=3.11";

/** Only what setup would not find by itself. */
export function pythonOf(
  { projects, pin, deployed }: Pick<Facts, "projects"> & {
    /** Text of `.python-version`. */
    readonly pin: string | undefined;
    /** The version that `runtime.txt` or `Dockerfile` names. */
    readonly deployed: string | undefined;
  },
  { dir, needed }: { readonly dir: string; readonly needed: readonly Listed[] },
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
  const root = projects.get(".")?.files ?? [];
  const isSaid = Object.keys(readPin(pin ?? "")).length > 0 ||
    [...root, ...project?.files ?? []].some(({ python }) =>
      python !== undefined
    );
  const version = project?.files.map(({ foreignPython }) => foreignPython)
    .find((range) => range !== undefined && isPlainRange(range));
  const isDeployed = version === undefined && deployed !== undefined;
  return {
    ...(!isSaid && !isDeployed && { version: version ?? ANY_VERSION }),
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
    own("environment.yml") ??
    paths.find((path) => basename(path) !== "Pipfile");
  if (first === undefined) return undefined;
  // Setup takes requirements by other names before a pyproject.toml.
  const isHidden = first === "pyproject.toml" &&
    paths.some((path) => OTHER_REQUIREMENTS.includes(path));
  const isFound = dir === "." && FOUND.test(first) && !isHidden;
  return isFound ? undefined : first;
}

function isPlainRange(range: string): boolean {
  return /^(?:(?:>=|>|<=|<|==|!=|~=)\s*\d+(?:\.\d+)*(?:\.\*)?\s*(?:,\s*|$))+$/
    .test(range);
}
