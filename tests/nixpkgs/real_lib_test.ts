/**
 * The library of the host-backed nixpkgs, compared with the real one function by
 * function. The real one is a checkout of nix-community/nixpkgs.lib that
 * `HEARTH_NIXPKGS_LIB` names.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "../packages/fast_check.ts";
import { CHECKOUT, requires } from "../support/harness.ts";
import { type NixPlace, nixPlace } from "../support/flakes/nix_place.ts";
import {
  LIB_SIGNATURES,
  type LibArgument,
} from "../support/flakes/lib_signatures.ts";

const REAL = Deno.env.get("HEARTH_NIXPKGS_LIB");
/** Samples for each function. */
const SAMPLES = 25;

function comparison(name: string, fn: () => Promise<void>): void {
  const { name: named, ignore } = requires(["nix"], name);
  const isMissing = REAL === undefined;
  Deno.test({
    name: isMissing ? `${named} (needs HEARTH_NIXPKGS_LIB)` : named,
    ignore: ignore || isMissing,
    fn,
  });
}

/** Functions of Nix that the real library expects and Nix 2.8 lacks. */
const NEWER = `{
  addDrvOutputDependencies = x: x;
  convertHash = _: throw "not here";
  flakeRefToString = _: throw "not here";
  nixVersion = "2.30.0";
  parseFlakeRef = _: throw "not here";
  readFileType = path: (builtins.readDir (dirOf path)).\${baseNameOf path};
  warn = builtins.trace;
}`;

/** Code that begins with both libraries, `ours` and `real`. */
function libraries(): string {
  return `let
    ours = import ${CHECKOUT}/nix/host-nixpkgs/lib;
    scope = { builtins = ${NEWER} // builtins // { import = load; nixVersion = "2.30.0"; }; import = load; };
    # The list of maintainers is not in the library's own repository.
    load = path: if builtins.match ".*/maintainers/.*" (toString path) != null
      then if builtins.match ".*list\\\\.nix" (toString path) != null then { } else { ... }: { }
      else builtins.scopedImport scope path;
    real = load ${REAL}/lib;
    works = value: (builtins.tryEval (builtins.seq value true)).success;
    isSet = value: let found = builtins.tryEval (builtins.isAttrs value); in found.success && found.value;
  in`;
}

const words = fc.string({
  unit: fc.constantFrom(..."aAbB1.*+?()[]{}|^$\\/'\"\n -_<&"),
  maxLength: 8,
});
const numbers = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 });

/** What each kind of argument is like, as Nix code. */
const ARGUMENTS: Readonly<Record<LibArgument, fc.Arbitrary<string>>> = {
  bool: fc.constantFrom("true", "false"),
  combine: fc.constantFrom(
    "(a: b: b)",
    "(a: b: [ a b ])",
    "(a: b: builtins.toJSON [ a b ])",
  ),
  digits: fc.constantFrom("7", " 12 ", "-3", "007", "x", "0", "00").map(nix),
  empty: fc.constant("{ }"),
  flags: fc.constantFrom(
    "{ }",
    '{ a = 1; bc = "x y"; d = true; e = false; f = [ 1 "a" ]; g = null; }',
    '{ X = "PUT"; data = "{}"; retry = 3; url = [ "a" "b" ]; verbose = true; }',
  ),
  ini: fc.constantFrom(
    "{ }",
    '{ a = { x = 1; y = "b=c"; }; "b]" = { z = true; "k=l" = null; }; }',
  ),
  int: fc.integer({ min: -3, max: 7 }).map((value) => `(${value})`),
  ints: numbers.map(nix),
  key: fc.constantFrom("(x: builtins.toJSON x)", '(x: "k")'),
  keys: fc.constantFrom("{ }", '{ a = 1; "b=c" = "x y"; d = true; e = null; }'),
  name: fc.constantFrom("a", "b", "or", "a-b", "a b", "1a", "").map(nix),
  nat: fc.integer({ min: 0, max: 9 }).map(String),
  nested: fc.constantFrom(
    "{ }",
    "{ a = { b = 1; c = { d = 2; }; }; e = [ 3 ]; }",
    '{ a = 1; b = { c = "x"; }; }',
    "{ x = { a = null; }; y = { }; }",
  ),
  pair: fc.constantFrom("(n: v: [ n v ])", "(n: v: n)"),
  path: fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }).map(nix),
  predicate: fc.constantFrom("(x: x > 1)", "(x: true)", "(x: false)"),
  sections: fc.constantFrom(
    "{ }",
    '{ a = { x = 1; y = "b=c"; }; "b]" = { z = true; }; }',
    '{ user = { name = "x\\ty"; }; remote.origin.url = [ "a" "b" ]; }',
  ),
  string: words.map(nix),
  strings: fc.array(fc.constantFrom("a", "b", "a.b", "é", "x y"), {
    maxLength: 5,
  }).map(nix),
  unary: fc.constantFrom("(x: x)", "(x: [ x ])", "(x: builtins.toJSON x)"),
  values: fc.constantFrom(
    "[ ]",
    "1",
    "null",
    '"a"',
    '[ 1 [ 2 [ 3 "x" ] ] ]',
    '{ a = 1; b = [ true null ]; "c d" = { }; e = "x\\ny"; }',
  ),
  version: fc.constantFrom("1.2.3", "1.10.0", "2.0.1", "1.2-rc1", "1.02.3a")
    .map(nix),
};

function nix(value: unknown): string {
  const code = JSON.stringify(value).replaceAll("${", "\\${");
  return Array.isArray(value) ? code.replaceAll(",", " ") : code;
}

function calls(): string[] {
  return Object.entries(LIB_SIGNATURES).flatMap(([name, signature]) => {
    const args = fc.tuple(...signature.map((kind) => ARGUMENTS[kind]));
    return fc.sample(args, { numRuns: SAMPLES, seed: 7 }).map((all) =>
      `lib.${name} ${all.join(" ")}`
    );
  });
}

/** Evaluates code of any length that names both libraries. */
async function evaluated(place: NixPlace, code: string): Promise<unknown> {
  const dir = await place.write("compared", {
    "default.nix": `${libraries()} ${code}`,
  });
  return (await place.evaluate(`import ${dir}`)).value;
}

comparison("every name of the real library is in this one", async () => {
  await using place = await nixPlace();
  const missing = await evaluated(
    place,
    `let
      skipped = [ "maintainers" "teams" ];
      lacks = theirs: own: builtins.filter (name: !(own ? \${name})) (builtins.attrNames theirs);
      sets = builtins.filter
        (name: !(builtins.elem name (skipped ++ [ "services" ])) && isSet real.\${name} && isSet (ours.\${name} or null))
        (builtins.attrNames real);
    in [ (lacks (removeAttrs real skipped) ours) ]
      ++ map (name: [ name (lacks real.\${name} ours.\${name}) ]) sets`,
  ) as [string[], ...[string, string[]][]];
  const [top, ...sets] = missing;
  assert.deepEqual(top, []);
  assert.deepEqual(sets.filter(([_, names]) => names.length > 0), []);
});

comparison("functions give what those of the real library give", async () => {
  await using place = await nixPlace();
  const all = calls();
  const different = await evaluated(
    place,
    `let
      of = lib: [ ${all.map((call) => `(${call})`).join("\n")} ];
      shown = value: builtins.tryEval (builtins.unsafeDiscardStringContext (builtins.toJSON value));
      theirs = of real;
      own = of ours;
      each = index: { inherit index; ours = shown (builtins.elemAt own index); real = shown (builtins.elemAt theirs index); };
    in builtins.filter (one: one.ours != one.real) (builtins.genList each ${all.length})`,
  ) as { index: number }[];
  assert.deepEqual(
    different.map(({ index, ...found }) => ({ call: all[index], ...found })),
    [],
  );
});
