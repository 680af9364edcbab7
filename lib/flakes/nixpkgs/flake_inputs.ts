/**
 * What the inputs of a flake are, however they are written.
 *
 * @module
 */
import {
  FOLLOWED,
  isInRegistry,
  type KnownInput,
  knownInput,
  wordsFor,
} from "./known_inputs.ts";
import { relativePath, withinSource } from "../source/relative_input.ts";
import type { FlakeFacts, SourceClosure } from "../source/source_closure.ts";

/** A directory of the flake's own source. */
export interface OwnInput {
  /** Within the source, `""` for its root. */
  readonly path: string;
  /** Its own inputs if it is called as a flake. */
  readonly inputs?: Readonly<Record<string, InputKind>>;
}

/** An input that is here, or the words for one that is not. */
export type InputKind = KnownInput | OwnInput | { readonly unknown: string };

/** What the inputs of a flake are found from. */
export type InputFacts =
  & FlakeFacts
  & Partial<Pick<SourceClosure, "dir" | "flakes">>;

/**
 * Every input that the outputs of a flake may take, with what it is. One that
 * no input declares is looked up in the registry.
 *
 * @param above directories of flakes that have this one as an input
 */
export function inputKinds(
  { inputs, takes, dir = "", flakes = {} }: InputFacts,
  above: readonly string[] = [],
): Map<string, InputKind> {
  const kinds = new Map<string, InputKind>();
  const kindOf = (name: string, seen: readonly string[] = []): InputKind => {
    const input = inputs[name];
    if (input?.follows !== undefined) {
      return kindAt(input.follows, name, [...seen, name]);
    }
    const path = relativePath(input ?? {});
    return path === undefined
      ? knownInput(name, input ?? {})
      : kindOfOwn(name, path, seen);
  };
  /** What an input is that follows a path of inputs. */
  const kindAt = (
    follows: string,
    name: string,
    seen: readonly string[],
  ): InputKind => {
    const path = follows.split("/");
    const [first = "", second = ""] = path;
    const isOwn = first in inputs && !seen.includes(first);
    if (isOwn && path.length === 1) return kindOf(first, seen);
    if (isOwn && path.length === 2) {
      const kind = kindOf(first, seen);
      const inner = typeof kind === "object" && "path" in kind
        ? kind.inputs?.[second]
        : undefined;
      if (inner !== undefined) return inner;
    }
    const target = path.at(-1) ?? "";
    return target === name
      ? { unknown: `the input ${name}` }
      : FOLLOWED[target] ?? { unknown: wordsFor(name, follows) };
  };
  const kindOfOwn = (
    name: string,
    path: string,
    seen: readonly string[],
  ): InputKind => {
    const input = inputs[name] ?? {};
    const words = wordsFor(name, input.url ?? path);
    const at = withinSource(dir, input);
    if (at === undefined) {
      return { unknown: `${words}, outside of the repository` };
    }
    if (input.flake === false) return { path: at };
    const facts = flakes[at];
    if (facts === undefined || at === dir || above.includes(at)) {
      return { unknown: words };
    }
    const theirs = inputKinds({ ...facts, dir: at, flakes }, [...above, dir]);
    for (
      const [inner, { url, follows }] of Object.entries(input.inputs ?? {})
    ) {
      if (follows !== undefined) {
        theirs.set(inner, kindAt(follows, inner, [...seen, name]));
      } else if (url !== undefined) {
        theirs.set(inner, knownInput(inner, { url }));
      }
    }
    return { path: at, inputs: Object.fromEntries(theirs) };
  };
  for (const name of new Set([...Object.keys(inputs), ...takes])) {
    if (name === "self") continue;
    if (!(name in inputs) && !isInRegistry(name)) continue;
    kinds.set(name, kindOf(name));
  }
  return kinds;
}

/**
 * Inputs that a flake takes from elsewhere and that this machine has, those of
 * its own directories too: `sub/nixpkgs`.
 */
export function takenInputs(reads: InputFacts): [string, KnownInput][] {
  const taken = (name: string, kind: InputKind): [string, KnownInput][] => {
    if (typeof kind === "string") return [[name, kind]];
    return "path" in kind
      ? Object.entries(kind.inputs ?? {}).flatMap(([inner, kind]) =>
        taken(`${name}/${inner}`, kind)
      )
      : [];
  };
  return [...inputKinds(reads)].flatMap(([name, kind]) =>
    reads.inputs[name]?.follows === undefined ? taken(name, kind) : []
  );
}

/** The first input that this machine does not have, in words. */
export function missingInput(reads: InputFacts): string | undefined {
  const missing = (kinds: Iterable<InputKind>): string | undefined => {
    for (const kind of kinds) {
      if (typeof kind === "string") continue;
      const found = "path" in kind
        ? missing(Object.values(kind.inputs ?? {}))
        : kind.unknown;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return missing(inputKinds(reads).values());
}

/** The first argument of the outputs that Nix would find nowhere. */
export function unfoundInput(
  { inputs, takes }: Pick<SourceClosure, "inputs" | "takes">,
): string | undefined {
  return takes.find((name) =>
    name !== "self" && !(name in inputs) && !isInRegistry(name)
  );
}
