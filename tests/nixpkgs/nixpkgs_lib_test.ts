/**
 * The library of the host-backed nixpkgs, held against what the functions of
 * the same name are known to do.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "../packages/fast_check.ts";
import { requires } from "../support/harness.ts";
import { nixPlace } from "../support/flakes/nix_place.ts";

/** Text of signs that mean something to shells, patterns or Nix. */
const text = fc.string({
  unit: fc.constantFrom(..."aAbB1.*+?()[]{}|^$\\/'\"\n -_"),
  maxLength: 8,
});
const small = fc.integer({ min: -3, max: 7 });
const list = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 });

/** What a function must give, for arguments that were made up. */
type Case = readonly [call: string, args: readonly unknown[], value: unknown];

/** One case for every function, each with its own arguments. */
const cases: fc.Arbitrary<Case[]> = fc.record({
  a: text,
  b: text.filter((one) => one !== ""),
  xs: list,
  ys: list,
  n: small,
}).map(({ a, b, xs, ys, n }) => [
  ["hasPrefix", [b, a], a.startsWith(b)],
  ["hasSuffix", [b, a], a.endsWith(b)],
  ["hasInfix", [b, a], a.includes(b)],
  ["removePrefix", [b, a], a.startsWith(b) ? a.slice(b.length) : a],
  ["removeSuffix", [b, a], a.endsWith(b) ? a.slice(0, -b.length) : a],
  ["splitString", [b, a], a.split(b)],
  ["toUpper", [a], a.toUpperCase()],
  ["toLower", [a], a.toLowerCase()],
  ["stringToCharacters", [a], [...a]],
  ["trim", [a], a.trim()],
  // The real one leaves a plain word as it is.
  [
    "escapeShellArg",
    [a],
    /^[\w,.+:@%/-]+$/.test(a) ? a : `'${a.replaceAll("'", "'\\''")}'`,
  ],
  ["concatStringsSep", [b, [a, a]], [a, a].join(b)],
  ["optionals", [n > 0, xs], n > 0 ? xs : []],
  ["unique", [xs], [...new Set(xs)]],
  ["subtractLists", [ys, xs], xs.filter((x) => !ys.includes(x))],
  ["intersectLists", [ys, xs], xs.filter((x) => ys.includes(x))],
  ["reverseList", [xs], xs.toReversed()],
  ["take", [Math.max(0, n), xs], xs.slice(0, Math.max(0, n))],
  ["drop", [Math.max(0, n), xs], xs.slice(Math.max(0, n))],
  ["range", [0, n], Array.from({ length: Math.max(0, n + 1) }, (_, i) => i)],
  ["flatten", [[xs, [ys, [n]]]], [...xs, ...ys, n]],
  ["last", [[...xs, n]], n],
  ["init", [[...xs, n]], xs],
  ["recursiveUpdate", [{ a: { x: n, y: 1 } }, { a: { x: 2 }, b }], {
    a: { x: 2, y: 1 },
    b,
  }],
  ["optionalString", [n > 0, a], n > 0 ? a : ""],
  ["versionAtLeast", [`1.${n + 3}`, "1.5"], n + 3 >= 5],
  ["versionOlder", [`1.${n + 3}`, "1.5"], n + 3 < 5],
]);

Deno.test({
  ...requires(["nix"], "lib does to text and lists what it says"),
  async fn() {
    await using place = await nixPlace();
    const samples = fc.sample(cases, 40).flat();
    const calls = samples.map(([name, args]) => ({ name, args }));
    const { value } = await place.evaluate(`map
      ({ name, args }: lib.foldl (f: x: f x) lib.\${name} args)
      (builtins.fromJSON ${nixText(JSON.stringify(calls))})`);
    const results = value as unknown[];
    for (const [index, [name, args, expected]] of samples.entries()) {
      const call = `${name} ${JSON.stringify(args)}`;
      assert.deepEqual(results[index], expected, call);
    }
  },
});

Deno.test({
  ...requires(["nix"], "lib goes through sets, overlays and packages"),
  async fn() {
    await using place = await nixPlace();
    const { value } = await place.evaluate(`with lib; {
      filtered = filterAttrs (name: value: value > 1) { a = 1; b = 2; };
      renamed = mapAttrs' (n: v: nameValuePair "\${n}x" (v + 1)) { a = 1; };
      list = mapAttrsToList (n: v: n + v) { a = "1"; b = "2"; };
      at = attrByPath [ "a" "b" ] 0 { a.b = 7; };
      none = attrByPath [ "a" "c" ] 0 { a.b = 7; };
      path = setAttrByPath [ "a" "b" ] 1;
      folded = foldr (x: y: "\${x}(\${y})") "" [ "a" "b" ];
      composed = ((makeExtensible (_: { a = 1; })).extend
        (_: prev: { b = prev.a + 1; })).b;
      layered = (fix (extends (composeManyExtensions [
        (_: prev: { n = prev.n + 1; })
        (_: prev: { n = prev.n * 10; })
      ]) (_: { n = 1; }))).n;
      overridden = ((makeOverridable ({ a, b }: { sum = a + b; })
        { a = 1; b = 2; }).override (old: { b = old.a + 10; })).sum;
      exe = removePrefix pkgs.git.outPath (getExe pkgs.git);
      bins = length (splitString ":" (makeBinPath [ pkgs.git pkgs.bash ]));
      cartesian = length (cartesianProduct { a = [ 1 2 ]; b = [ 3 4 ]; });
      collected = collect isInt { a = 1; b.c = 2; d = "x"; };
      version = versions.majorMinor "1.2.3";
    }`);
    assert.deepEqual(value, {
      filtered: { b: 2 },
      renamed: { ax: 2 },
      list: ["a1", "b2"],
      at: 7,
      none: 0,
      path: { a: { b: 1 } },
      folded: "a(b())",
      composed: 2,
      layered: 20,
      overridden: 12,
      exe: "/bin/git",
      bins: 2,
      cartesian: 4,
      collected: [1, 2],
      version: "1.2",
    });
  },
});

/** Text as Nix writes it. */
function nixText(text: string): string {
  return JSON.stringify(text).replaceAll("${", "\\${");
}
