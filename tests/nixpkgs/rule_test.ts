/**
 * Flakes made of names get the verdict that the rule gives for these names.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "../packages/fast_check.ts";
import type { Status } from "../../lib/flakes/result.ts";
import { CHECKOUT, requires, tempWorkspace } from "../support/harness.ts";
import { verdicts } from "../support/flakes/flake_verdicts.ts";

interface Made {
  /** Attributes of a shell. */
  readonly code: string;
  /** The day of its nixpkgs. */
  readonly day: string;
  readonly allows: boolean;
  readonly statuses: readonly Status[];
}

/** Long after anything here was removed, and before x86_64-darwin was. */
const DAY = "2026-05-01";
const RUNS = 120;

async function table<T>(name: string): Promise<T> {
  const path = `${CHECKOUT}/nix/host-nixpkgs/${name}.json`;
  return JSON.parse(await Deno.readTextFile(path));
}

function shifted(day: string, days: number): string {
  const time = Date.parse(day) + days * 24 * 60 * 60 * 1000;
  return new Date(time).toISOString().slice(0, 10);
}

async function arbitrary(): Promise<fc.Arbitrary<Made>> {
  const programs = await table<
    Record<string, { license?: string; platforms?: string }>
  >("programs");
  const { top: removed } = await table<
    Record<string, Record<string, { date?: string }>>
  >("removed");
  const known = await table<{ top: string[] }>("known_names");
  const library = await table<{ names: Record<string, string[]> }>("lib/names");
  const isPlain = (name: string): boolean => /^[a-z][\w-]*$/i.test(name);
  // Neither a set of packages nor a builder is one.
  const isPackage = (name: string): boolean =>
    isPlain(name) && !/packages|^(build|fetch|make|mk|write)/i.test(name);
  const free = [
    ...Object.keys(programs).filter((name) =>
      !programs[name]?.license && !programs[name]?.platforms
    ),
    ...known.top,
  ].filter((name) => isPlain(name) && removed?.[name] === undefined);
  const unfree = Object.keys(programs).filter((name) =>
    programs[name]?.license && !programs[name]?.platforms
  );
  const dated = Object.entries(removed ?? {}).flatMap(([name, { date }]) =>
    date !== undefined && isPackage(name) ? [{ name, date }] : []
  );
  const packages = (names: readonly string[]): string =>
    `packages = [ ${names.map((name) => `pkgs.${name}`).join(" ")} ];`;
  const friends = fc.array(fc.constantFrom(...free), { maxLength: 4 });
  const made = (
    names: readonly string[],
    status: Status,
    day = DAY,
    allows = false,
  ): Made => ({ code: packages(names), day, allows, statuses: [status] });
  const word = fc.stringMatching(/^[a-z]{9,12}$/);
  return fc.oneof(
    friends.map((names) => made(names, "passed")),
    fc.tuple(friends, fc.constantFrom(...dated)).map((
      [names, { name, date }],
    ) => made([...names, name], "failed", shifted(date, 8))),
    fc.tuple(friends, fc.constantFrom(...dated)).map((
      [names, { name, date }],
    ) => made([...names, name], "passed", shifted(date, -8))),
    fc.tuple(
      friends,
      fc.constantFrom(...dated),
      fc.integer({ min: -6, max: 6 }),
    )
      .map(([names, { name, date }, days]) =>
        made([...names, name], "unknown", shifted(date, days))
      ),
    fc.tuple(friends, fc.constantFrom(...unfree), fc.boolean())
      .map(([names, name, allows]) =>
        made([...names, name], allows ? "passed" : "failed", DAY, allows)
      ),
    fc.tuple(friends, word).map(([names, name]) =>
      made([...names, `zz${name}`], "unknown")
    ),
    fc.constantFrom(...(library.names[""] ?? []).filter(isPlain)).map((
      name,
    ) => ({
      ...made([], "passed"),
      code: `x = builtins.typeOf pkgs.lib.${name};`,
      // It may be lacking here, and never makes a flake fail.
      statuses: ["passed", "unknown"] as const,
    })),
    word.map((name) => ({
      ...made([], "failed"),
      code: `x = builtins.typeOf pkgs.lib.zz${name};`,
    })),
  );
}

function flakeOf({ code, allows }: Made): string {
  return `{
    inputs.nixpkgs.url = "github:NixOS/nixpkgs";
    outputs = { self, nixpkgs }:
      let
        pkgs = import nixpkgs {
          system = "x86_64-linux";
          config.allowUnfree = ${allows};
        };
      in {
        devShells.x86_64-linux.default = pkgs.mkShell { ${code} };
      };
  }`;
}

function lockOf({ day }: Made): string {
  const lastModified = Date.parse(day) / 1000;
  return JSON.stringify({
    nodes: {
      nixpkgs: { locked: { rev: "0".repeat(40), lastModified } },
      root: { inputs: { nixpkgs: "nixpkgs" } },
    },
    root: "root",
    version: 7,
  });
}

Deno.test({
  ...requires(["nix"], "any names get the verdict of the rule"),
  async fn() {
    await using workspace = await tempWorkspace();
    const sample = fc.sample(await arbitrary(), RUNS);
    const byName = new Map(sample.map((made, index) => [`f${index}`, made]));
    const found = await verdicts(
      workspace,
      Object.fromEntries(
        [...byName].map(([name, made]) => [name, flakeOf(made)]),
      ),
      Object.fromEntries(
        [...byName].map(([name, made]) => [`${name}/flake.lock`, lockOf(made)]),
      ),
    );
    assert.equal(Object.keys(found).length, RUNS);
    const wrong = [...byName].flatMap(([name, made]) => {
      const [status] = found[name]?.split(":") ?? [];
      const isRight = made.statuses.some((wanted) => wanted === status);
      return isRight ? [] : [{ ...made, found: found[name] }];
    });
    assert.deepEqual(wrong, []);
  },
});
