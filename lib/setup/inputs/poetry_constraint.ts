/**
 * Poetry's constraints of versions, as PEP 440 writes them.
 *
 * @module
 */

/**
 * `^1.2` is `>=1.2,<2`. Of alternatives (`||`), which PEP 440 cannot write, the
 * last counts: it has the newest versions.
 */
export function poetryConstraint(text: string): string {
  const last = text.split(/\|\|?/).at(-1) ?? "";
  return last.trim().replaceAll(/([<>=!~^])\s+/g, "$1").split(/[,\s]+/)
    .filter((part) => part !== "" && part !== "*").map(bound).join(",");
}

/** A constraint of Python's version as markers of a requirement. */
export function pythonMarkers(text: string): string[] {
  return poetryConstraint(text).split(",").flatMap((part) => {
    const [, sign = "", version = ""] = /^([<>=!~]+)([\w.*]+)$/.exec(part) ??
      [];
    if (sign === "") return [];
    const variable = version.split(".").length > 2 && !version.endsWith("*")
      ? "python_full_version"
      : "python_version";
    return [`${variable} ${sign} "${version.replace(/\.\*$/, "")}"`];
  });
}

function bound(part: string): string {
  const [, sign = "", version = ""] = /^([<>=!~^]*)(.*)$/.exec(part) ?? [];
  if (sign !== "^" && sign !== "~") return sign === "" ? `==${part}` : part;
  const numbers = (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? "0").split(".")
    .map(Number);
  const first = numbers.findIndex((number) => number > 0);
  const fixed = sign === "~"
    ? Math.min(1, numbers.length - 1)
    : first < 0
    ? numbers.length - 1
    : first;
  const above = numbers.slice(0, fixed + 1);
  above[fixed] = (above[fixed] ?? 0) + 1;
  return `>=${version},<${above.join(".")}`;
}
