/**
 * What setup reads of `uv.lock`. The file is large and written by uv alone, so
 * single lines are looked for instead of parsing all of it.
 *
 * @module
 */

/** A project on this machine that a `uv.lock` installs, as uv writes it. */
const LOCAL = /^source = \{ (?:editable|virtual|directory) = "([^"]*)" \}$/gm;

/** Directories of the projects that are local, relative to the lock's own. */
export function localSources(text: string): string[] {
  const found = [...text.matchAll(LOCAL)];
  return [...new Set(found.map(([, dir = ""]) => dir))];
}

/** A package of a `uv.lock`: its name, and its directory where it is local. */
const PACKAGE =
  /^name = "([^"]*)"\n(?:version = .*\n)?source = \{ (?:editable|virtual) = "([^"]*)" \}$/gm;

/**
 * The name of the member of a workspace in a directory, relative to the lock's
 * own; `undefined` where none is there, or it is a project for itself.
 */
export function memberIn(text: string, dir: string): string | undefined {
  const members = /^members = \[([^\]]*)\]/m.exec(text)?.[1] ?? "";
  const found = [...text.matchAll(PACKAGE)].find(([, , at]) => at === dir);
  const name = found?.[1];
  return name !== undefined && members.includes(`"${name}"`) ? name : undefined;
}

/** Lists of `[tool.uv.workspace]`, by their names. */
const MEMBERS = /^\[tool\.uv\.workspace\]\n((?:(?!\[)[^\n]*\n)*)/m;

/** Whether a `pyproject.toml` has a directory in its uv workspace. */
export function declaresMember(text: string, dir: string): boolean {
  const table = MEMBERS.exec(`${text.replaceAll("\r\n", "\n")}\n`)?.[1] ?? "";
  const matches = (name: string): boolean => {
    const list = new RegExp(`^\\s*${name}\\s*=\\s*\\[([^\\]]*)\\]`, "m")
      .exec(table)?.[1] ?? "";
    return [...list.matchAll(/["']([^"']+)["']/g)].some(([, glob = ""]) =>
      new RegExp(`^${patternOf(glob)}$`).test(dir)
    );
  };
  return matches("members") && !matches("exclude");
}

/** A glob of uv as a regular expression. */
function patternOf(glob: string): string {
  return glob.replace(/^\.\/|\/$/g, "").split("/").map((part) =>
    part === "**"
      ? ".*"
      : part.split("*").map((text) => RegExp.escape(text)).join("[^/]*")
  ).join("/");
}

/** The Pythons that a lock, `uv.lock` or `pylock.toml`, is for. */
export function requiredPython(text: string): string | undefined {
  return /^requires-python\s*=\s*["']([^"']*)["']/m.exec(text)?.[1];
}
