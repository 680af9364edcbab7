/**
 * The attribute paths of nixpkgs' packages, as a list in a file.
 *
 * @module
 */

/** Attributes of a package set by the set's name; `""` is nixpkgs itself. */
export type KnownNames = Readonly<Record<string, readonly string[]>>;

/** Names of packages: that one is not in it proves nothing. */
export interface NamesList {
  /** Where they come from; differs where the names do. */
  readonly source: string;
  readonly size: number;
  /**
   * Those that a flake may mean that has these words: at the top, in a set that
   * it names, and in the sets of each language.
   */
  among(words: readonly string[]): KnownNames;
}

/** Sets that have one name here, however many versions of them there are. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^python3\d*Packages$/, "python"],
  [/^(perl5?Packages|perl5\d*Packages)$/, "perlPackages"],
  [/^rubyPackages(_\d+_\d+)?$/, "rubyPackages"],
  [/^lua(jit|5\d)?Packages$/, "luaPackages"],
  [/^php\d*Packages$/, "phpPackages"],
  [/^postgresql\d*Packages$/, "postgresqlPackages"],
  [/^haskellPackages$/, "haskellPackages"],
];

/** Sets of nixpkgs that no shell takes packages from. */
const USELESS =
  /^(tests|nixosTests|linuxKernel|linuxPackages.*|minimal-bootstrap|pkgs[A-Z].*)\./;

/** Parts of a path that are kept: `vscode-extensions.ms-python.python`. */
const DEEPEST = 3;

/** Whether a path is of use. */
export function isUseful(path: string): boolean {
  return !USELESS.test(path) && path.split(".").length <= DEEPEST;
}

/** Writes a list: its source, then a path a line, sorted. */
export function namesText(source: string, paths: Iterable<string>): string {
  const useful = [...new Set(paths)].filter(isUseful).sort();
  return `# ${source}\n${useful.join("\n")}\n`;
}

/** Reads a list; `undefined` when it is not one. */
export function readNames(text: string): NamesList | undefined {
  const end = text.indexOf("\n");
  const [, source] = /^# (.+)$/.exec(text.slice(0, Math.max(end, 0))) ?? [];
  const listed = text.slice(end + 1).trimEnd();
  if (source === undefined || listed === "") return undefined;
  // A run in which nothing is new asks for no name.
  let index: NamesIndex | undefined;
  return {
    source,
    get size() {
      return listed.split("\n").length;
    },
    among: (words) => among(index ??= indexOf(listed), new Set(words)),
  };
}

interface NamesIndex {
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>;
  /** Sets within others, by the first part of their names. */
  readonly inner: ReadonlyMap<string, readonly string[]>;
  /** Sets that belong to a family. */
  readonly members: ReadonlySet<string>;
}

function indexOf(listed: string): NamesIndex {
  const sets = new Map<string, Set<string>>();
  const members = new Set<string>();
  let last: string | undefined;
  let names = new Set<string>();
  for (const path of listed.split("\n")) {
    const at = path.lastIndexOf(".");
    const name = path.slice(0, Math.max(at, 0));
    // They are sorted, so that most are of the same set as the one before.
    if (name !== last) {
      last = name;
      const set = familyOf(name);
      if (set !== name) members.add(name);
      names = sets.get(set) ?? new Set();
      sets.set(set, names);
    }
    names.add(path.slice(at + 1));
  }
  const inner = Map.groupBy(
    [...sets.keys()].filter((set) => set.includes(".")),
    (set) => set.slice(0, set.indexOf(".")),
  );
  return { sets, inner, members };
}

function familyOf(set: string): string {
  return FAMILIES.find(([pattern]) => pattern.test(set))?.[1] ?? set;
}

function among(
  { sets, inner, members }: NamesIndex,
  words: ReadonlySet<string>,
): KnownNames {
  const always = new Set(["", ...FAMILIES.map(([_, name]) => name)]);
  const named = [...words].flatMap((word) => [
    word,
    ...(inner.get(word) ?? []).filter((set) =>
      set.split(".").every((part) => words.has(part))
    ),
  ]);
  const known: Record<string, string[]> = {};
  for (const set of new Set([...always, ...named])) {
    const names = sets.get(set);
    if (names === undefined) continue;
    const found = [...words].filter((word) => names.has(word)).sort();
    // That there is such a set is worth knowing too.
    if (found.length > 0 || !always.has(set)) known[set] = found;
  }
  for (const set of members) {
    const found = known[familyOf(set)];
    if (found !== undefined && words.has(set)) known[set] = found;
  }
  return known;
}
