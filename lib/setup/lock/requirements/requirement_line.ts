/**
 * One line of a requirements file, taken apart.
 *
 * @module
 */

/** An option that a line gives. */
export interface RequirementOption {
  /** Its long name. */
  readonly name: string;
  /** Empty where it has none. */
  readonly value: string;
}

/** Long names by what else pip calls them. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  "-c": "--constraint",
  "-e": "--editable",
  "-f": "--find-links",
  "-i": "--index-url",
  "-r": "--requirement",
  "--pypi-url": "--index-url",
};

/** A name and its extras before an address. */
const NAMED = /^[\w.-]+\s*(?:\[[^\]]*\])?\s*@\s*(.*)$/;

/** Whether a line returns a name to an address or a path. */
export function isNamed(line: string): boolean {
  return NAMED.test(line);
}

/** The option that a line gives, if it returns one. */
export function optionOf(line: string): RequirementOption | undefined {
  const match = /^(?:(-[cefir])\s*|(--[a-z][a-z-]*)(?:\s*=\s*|\s+|$))(.*)$/
    .exec(line);
  const name = match?.[1] ?? match?.[2];
  if (match === null || name === undefined) return undefined;
  return { name: LONG_NAMES[name] ?? name, value: (match[3] ?? "").trim() };
}

/**
 * What a line installs other than from an index: an address or a path, without
 * name, extras, markers and hashes.
 */
export function directTarget(line: string): string | undefined {
  const option = optionOf(line);
  if (option !== undefined && option.name !== "--editable") return undefined;
  const text = (option?.value ?? line).replace(/\s+(;|--[a-z]).*$/, "");
  const named = NAMED.exec(text)?.[1];
  const target = (named ?? text).replace(/\[[\w\s,.-]*\]$/, "").trim();
  const isDirect = named !== undefined || option !== undefined ||
    /^[a-z][a-z+]*:|^\.{0,2}\/|^\.{1,2}$|^[\w.-]+\/|\.(whl|zip|tar\.\w+)$/i
      .test(target);
  return isDirect ? target : undefined;
}

/** The local path that a line installs: of a directory or an archive. */
export function localPath(line: string): string | undefined {
  const target = directTarget(line)?.replace(/#.*$/, "");
  if (target === undefined) return undefined;
  if (!/^[a-z][a-z+]*:/i.test(target)) return target;
  const path = /^file:(?:\/\/(?:localhost)?(?=\/))?(.*)$/i.exec(target)?.[1];
  return path?.replace(/%[0-9a-f]{2}/gi, decodeURIComponent);
}

/** Whether a line installs from a repository of git or another such system. */
export function isFromRepository(line: string): boolean {
  return /^(git|hg|svn|bzr)\+/i.test(directTarget(line) ?? "");
}

/** The hashes that a line gives, as `sha256:…`. */
export function givenHashes(line: string): string[] {
  return [...line.matchAll(/\s--hash(?:\s*=\s*|\s+)(\S+)/g)]
    .map(([, hash = ""]) => hash.toLowerCase());
}

/** Names of variables that installers fill in. */
export function namedVariables(line: string): string[] {
  return [...line.matchAll(/\$\{([A-Z0-9_]+)\}/g)].map(([, name = ""]) => name);
}
