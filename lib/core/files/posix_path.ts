/**
 * Paths of Linux and macOS, as `node:path` joins and splits them.
 *
 * Importing that module takes as long as half of an empty program, and every
 * command would pay for it.
 *
 * @module
 */

/** Joins parts into one path without `.`, `..` and doubled slashes. */
export function join(...parts: readonly string[]): string {
  const path = parts.filter((part) => part !== "").join("/");
  const isAbsolute = path.startsWith("/");
  const kept: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    const last = kept.at(-1);
    if (name !== "..") kept.push(name);
    else if (last !== undefined && last !== "..") kept.pop();
    else if (!isAbsolute) kept.push(name);
  }
  const end = path.endsWith("/") && kept.length > 0 ? "/" : "";
  const joined = (isAbsolute ? "/" : "") + kept.join("/") + end;
  return joined === "" || joined === "/" && !isAbsolute
    ? (path.endsWith("/") ? "./" : ".")
    : joined;
}

/** The directory that holds what the path names. */
export function dirname(path: string): string {
  const trimmed = path.replace(/(?<=.)\/+$/, "");
  const slash = trimmed.lastIndexOf("/");
  if (slash < 0) return ".";
  return trimmed.slice(0, slash).replace(/(?<=.)\/+$/, "") || "/";
}

/** The last name of a path, without that ending if it has it. */
export function basename(path: string, ending = ""): string {
  const name = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  return ending !== "" && name !== ending && name.endsWith(ending)
    ? name.slice(0, -ending.length)
    : name;
}

/** The second path as seen from the first, an absolute one. */
export function resolve(dir: string, path: string): string {
  const joined = path.startsWith("/") ? join(path) : join(dir, path);
  return joined.replace(/(?<=.)\/$/, "");
}

/** How to reach the second of two absolute paths from the first, a directory. */
export function relative(dir: string, path: string): string {
  const names = (text: string): string[] =>
    join(text).split("/").filter((name) => name !== "");
  const from = names(dir);
  const to = names(path);
  const differs = from.findIndex((name, index) => name !== to[index]);
  const shared = differs < 0 ? from.length : differs;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}
