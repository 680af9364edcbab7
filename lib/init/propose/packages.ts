/**
 * Where a project's files list a package.
 *
 * @module
 */
import { basename, dirname } from "../../core/files/posix_path.ts";
import type { Project } from "../dependencies/projects.ts";

/** How a package gets into the environment. */
export type Listed =
  | { readonly kind: "always"; readonly file: string }
  | { readonly kind: "extra" | "group"; readonly name: string };

/** Where one of the packages is listed; `undefined` where none is. */
export function listedPackage(
  project: Project | undefined,
  packages: readonly string[],
): Listed | undefined {
  const files = installedFiles(project);
  const has = (names: ReadonlySet<string>): boolean =>
    packages.some((name) => names.has(name));
  const own = files.filter(({ path }) => !path.endsWith("uv.lock"));
  const always = own.find(({ names }) => has(names));
  if (always !== undefined) return { kind: "always", file: always.path };
  for (const { extras, groups } of own) {
    for (const [name, names] of Object.entries(extras)) {
      if (has(names)) return { kind: "extra", name };
    }
    for (const [name, names] of Object.entries(groups)) {
      if (has(names)) return { kind: "group", name };
    }
  }
  const lock = files.find(({ names }) => has(names));
  return lock && { kind: "always", file: lock.path };
}

/** Files that setup would install from, without lists for other purposes. */
function installedFiles(project: Project | undefined): Project["files"] {
  const files = project?.files ?? [];
  const chosen = requirementsOf(project);
  return files.filter(({ path }) =>
    !/\.(?:txt|in)$/.test(path) || path === chosen ||
    basename(path) === "requirements.in"
  );
}

/** Files for something other than running the program. */
const ASIDE = /docker|test|lint|docs?\b|dev|ci\b/;
/** Purposes of requirements files, those for work on the project first. */
const PURPOSES = ["dev", "development", "local"];

/**
 * The requirements file to install from: the plain one, but the one for
 * development where the plain one only names what production needs. None where
 * the others lack what the project itself lists in `pyproject.toml`.
 */
export function requirementsOf(
  project: Project | undefined,
): string | undefined {
  const files = (project?.files ?? []).filter(({ path }) =>
    path.endsWith(".txt")
  );
  const plain = files.find(({ path }) => basename(path) === "requirements.txt");
  const inside = files.filter(({ path }) =>
    basename(dirname(path)) === "requirements"
  );
  const forWork =
    PURPOSES.flatMap((purpose) =>
      inside.filter(({ path }) => basename(path, ".txt") === purpose)
    )[0];
  const production = inside.find(({ path }) => /prod/.test(basename(path)));
  const isProduction = plain !== undefined && production !== undefined &&
    isSame(plain.names, production.names);
  if (plain !== undefined && !(isProduction && forWork)) return plain.path;
  const other = files.filter(({ path }) => !ASIDE.test(basename(path)))
    .toSorted((one, next) => next.names.size - one.names.size);
  const chosen = forWork ??
    inside.find(({ path }) => /base|common/.test(path)) ??
    inside[0] ?? other[0] ?? files[0];
  const own = project?.files.find(({ path, isForeign }) =>
    basename(path) === "pyproject.toml" && !isForeign
  );
  const isPart = own !== undefined && chosen !== undefined &&
    !own.names.isSubsetOf(chosen.names);
  return isPart ? undefined : chosen?.path;
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((name) => other.has(name));
}
