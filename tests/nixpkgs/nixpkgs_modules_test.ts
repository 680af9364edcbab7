/**
 * The module system of the host-backed nixpkgs.
 *
 * @module
 */
import assert from "node:assert/strict";
import { requires } from "../support/harness.ts";
import { nixPlace } from "../support/flakes/nix_place.ts";

/** A type, the definitions of an option of it, and what they come to. */
type Case = readonly [type: string, definitions: string, value: unknown];

/** What the real library gives; `undefined` where it refuses. */
const CASES: readonly Case[] = [
  ["int", "1", 1],
  ["int", "1 1", 1],
  ["int", "1 2", undefined],
  ["int", '"x"', undefined],
  ["int", "", undefined],
  ["int", "1 (mkForce 2)", 2],
  ["int", "1 (mkDefault 2)", 1],
  ["listOf str", '[ "a" ] [ "b" (mkIf false "c") ]', ["b", "a"]],
  ["listOf str", '[ "a" ] (mkAfter [ "b" ]) (mkBefore [ "c" ])', [
    "c",
    "a",
    "b",
  ]],
  ["listOf str", "[ 1 ]", undefined],
  ["listOf str", "", []],
  [
    "attrsOf int",
    "{ a = 1; } { b = mkForce 2; } { b = 3; c = mkIf false 1; }",
    {
      a: 1,
      b: 2,
    },
  ],
  ["nullOr int", "null", null],
  ["nullOr int", "null 1", undefined],
  ["enum [ 1 2 ]", "2", 2],
  ["enum [ 1 2 ]", "3", undefined],
  ["either int (listOf int)", "[ 1 ] [ 2 ]", [2, 1]],
  ["oneOf [ int str bool ]", "true", true],
  ["coercedTo int toString str", "1", "1"],
  ["lines", '"a" "b"', "b\na"],
  ["bool", "(mkMerge [ (mkIf false true) false ])", false],
  ["port", "70000", undefined],
  ["ints.u8", "255", 255],
  ["path", '"/a"', "/a"],
  ["path", '"a"', undefined],
  ["anything", "{ a = 1; } { b.c = 2; }", { a: 1, b: { c: 2 } }],
  ["attrs", "{ a.b = 1; } { a.c = 2; }", { a: { b: 1 } }],
  ["submodule { options.x = mkOption { default = 1; }; }", "", { x: 1 }],
  [
    "submodule { options.x = mkOption { default = 1; }; }",
    "{ y = 2; }",
    undefined,
  ],
  [
    "submodule { freeformType = attrsOf int; options.x = mkOption { default = 1; }; }",
    "{ y = 2; } { x = 5; }",
    { x: 5, y: 2 },
  ],
  [
    "attrsOf (submodule ({ name, ... }: { options.x = mkOption { default = name; }; }))",
    '{ k = { }; } { k.x = "2"; l = { }; }',
    { k: { x: "2" }, l: { x: "l" } },
  ],
];

Deno.test({
  ...requires(["nix"], "types merge and refuse as the real ones do"),
  async fn() {
    await using place = await nixPlace();
    const tried = CASES.map(([type, definitions]) =>
      `(let value = (evalModules {
        modules = [ { options.o = mkOption { type = with types; ${type}; }; } ]
          ++ map (o: { inherit o; }) [ ${definitions} ];
      }).config.o; in builtins.tryEval (builtins.deepSeq value value))`
    );
    const { value } = await place.evaluate(`with lib; [ ${tried.join("\n")} ]`);
    const results = value as { success: boolean; value: unknown }[];
    for (const [index, [type, definitions, wanted]] of CASES.entries()) {
      const { success, value } = results[index] ?? {};
      const found = success ? value : undefined;
      assert.deepEqual(found, wanted, `${type}: ${definitions}`);
    }
  },
});

Deno.test({
  ...requires(["nix"], "evalModules() merges modules, arguments and options"),
  async fn() {
    await using place = await nixPlace();
    const { value } = await place.evaluate(`with lib; {
      arguments = (evalModules {
        specialArgs.special = 1;
        modules = [
          ({ special, other, config, options, ... }: {
            options.a = mkOption { default = special + other; };
            options.b = mkOption { default = config.a + 1; };
            options.c = mkOption { default = options.a.isDefined; };
          })
          { _module.args.other = 2; }
        ];
      }).config;
      once = (evalModules { modules = [
        { key = "k"; options.a = mkOption { type = types.listOf types.int; }; config.a = [ 1 ]; }
        { imports = [ { key = "k"; config.a = [ 2 ]; } { config.a = [ 3 ]; } ]; }
      ]; }).config.a;
      conditional = (evalModules { modules = [
        { options.a.b = mkOption { apply = x: x + 1; }; options.a.c = mkOption { default = 2; }; }
        (mkIf true { a.b = 5; })
        ({ config, ... }: { a = mkIf (config.a.c == 3) { b = mkForce 0; }; })
      ]; }).config;
      deferred = (evalModules { modules = [
        { options.m = mkOption { type = types.deferredModule; }; }
        { m.x = 1; }
        { m = { lib, ... }: { options.x = lib.mkOption { }; }; }
        ({ config, ... }: { options.r = mkOption {
          default = (evalModules { modules = [ config.m ]; }).config.x;
        }; })
      ]; }).config.r;
      declared = (evalModules { modules = map
        (name: { options.s = mkOption {
          type = types.submodule { options.\${name} = mkOption { default = name; }; };
        }; })
        [ "a" "b" ];
      }).config.s;
      extended = ((evalModules { modules = [ { options.a = mkOption { }; } ]; }).extendModules {
        modules = [ { a = 1; } ];
      }).config.a;
      enable = (mkEnableOption "it").default;
      package = (mkPackageOption pkgs "git" { }).default.name == pkgs.git.name;
      shown = showOption [ "a" "b c" ];
    }`);
    assert.deepEqual(value, {
      arguments: { a: 3, b: 4, c: true },
      once: [3, 1],
      conditional: { a: { b: 6, c: 2 } },
      deferred: 1,
      declared: { a: "a", b: "b" },
      extended: 1,
      enable: false,
      package: true,
      shown: 'a."b c"',
    });
  },
});

Deno.test({
  ...requires(["nix"], "what modules get wrong counts as unknown"),
  async fn() {
    await using place = await nixPlace();
    const error = await place.refuse(`with lib; (evalModules {
      modules = [ { noSuchOption = 1; } ];
    }).config`);
    assert.match(
      error,
      /hearth-unknown: "the module system: nothing declares the option noSuchOption"/,
    );
  },
});
