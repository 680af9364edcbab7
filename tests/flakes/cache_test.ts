/**
 * What `flakes` remembers: each change makes it run again exactly what the
 * change touches.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { FlakesReport, Result } from "../../lib/flakes/result.ts";
import { countingNix } from "../support/flakes/counting_nix.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import { requires, tempWorkspace } from "../support/harness.ts";

const BOTH = ["x86_64-linux", "aarch64-darwin"];

function evaluations({ revisions }: FlakesReport): Result[] {
  return revisions.flatMap(({ shells }) =>
    shells.map(({ evaluate }) => evaluate)
  );
}

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes runs no Nix for what did not change, and some for each change",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const nix = await countingNix(workspace);
    const repository = await flakeRepository(workspace, "flakes");
    const write = repository.write;
    await write({
      "one/flake.nix": flake({ systems: BOTH }),
      "two/flake.nix": flake({ shell: "x = builtins.readFile ./value;" }),
      "two/value": "one",
      "two/notes": "no one reads them",
      "three/flake.nix": flake({ shell: "x = pkgs.someTool;" }),
      "four/flake.nix": flake({ shell: "x = import ./broken.nix;" }),
      "four/broken.nix": "{",
    });
    const run = async (...args: string[]): Promise<FlakesReport> => {
      const { code, stdout, stderr } = await workspace.run([
        ...["flakes", "--dir", repository.root, "--tier", "evaluate"],
        ...["--nixpkgs", "host", "--json", ...args],
      ], { env: nix.env });
      assert.equal(code, 1, stderr);
      return JSON.parse(stdout);
    };
    /** How often each kind of question was asked. */
    const asked = async (): Promise<Record<string, number>> => {
      const runs = await nix.runs();
      const count = (pattern: RegExp): number =>
        runs.filter((line) => pattern.test(line)).length;
      return {
        parse: count(/--parse/),
        evaluate: count(/^nix eval /),
        all: runs.length,
      };
    };

    const first = await run();
    assert.ok(((await asked()).all ?? 0) > 4);
    assert.ok(evaluations(first).every(({ cached }) => !cached));
    const second = await run();
    assert.equal((await asked()).all, 0);
    assert.ok(evaluations(second).every(({ cached }) => cached));
    const plain = ({ revisions }: FlakesReport): unknown =>
      JSON.parse(
        JSON.stringify(revisions).replaceAll('"cached":true', '"cached":false'),
      );
    assert.deepEqual(plain(second), plain(first));

    // What no one reads, and a part of what is known, take no Nix.
    await write({ "two/notes": "changed" });
    await run("--system", "aarch64-darwin");
    assert.equal((await asked()).all, 0);

    // Data is not parsed; one flake is evaluated anew.
    await write({ "two/value": "two" });
    await run();
    assert.deepEqual(await asked(), { parse: 0, evaluate: 1, all: 1 });
    await write({ "two/value": "one" });
    await run();
    assert.equal((await asked()).all, 0, "back to a known content");

    await write({ "one/flake.nix": flake({ systems: BOTH, shell: "y = 1;" }) });
    await run();
    const { parse, evaluate } = await asked();
    assert.deepEqual({ parse, evaluate }, { parse: 1, evaluate: 1 });

    // Stricter names change the verdict, so what was known does not hold.
    const strict = await run("--strict-names");
    assert.equal(strict.summary.unknown, 0);
    assert.equal((await asked()).parse, 0);

    // A package set that changed touches every evaluation, and no parse.
    await workspace.write("nix/host-nixpkgs/more.nix", "{ }\n");
    const renewed = await run();
    assert.ok(evaluations(renewed).every(({ cached }) => !cached));
    const { parse: parsed, evaluate: evaluated = 0 } = await asked();
    assert.equal(parsed, 0);
    assert.ok(evaluated > 0);

    const uncached = await run("--no-cache");
    assert.ok(evaluations(uncached).every(({ cached }) => !cached));
    const anew = await asked();
    assert.ok((anew.parse ?? 0) > 0 && (anew.evaluate ?? 0) > 0);
    await run();
    assert.equal((await asked()).all, 0);

    // Another Nix may say something else.
    const path = nix.env.PATH?.split(":")[0] ?? "";
    const script = await Deno.readTextFile(`${path}/nix`);
    await Deno.writeTextFile(`${path}/nix`, `${script}# newer\n`);
    await run();
    assert.ok(((await asked()).parse ?? 0) > 0);
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes tries again what once took too long, given more time",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const nix = await countingNix(workspace);
    const repository = await flakeRepository(workspace, "flakes");
    const endless =
      "x = let f = n: if n < 2 then n else f (n - 1) + f (n - 2);" +
      " in toString (f 90);";
    await repository.write({ "flake.nix": flake({ shell: endless }) });
    const run = async (timeout: number): Promise<number> => {
      const { code, stdout } = await workspace.run([
        ...["flakes", "--dir", repository.root, "--tier", "evaluate"],
        ...["--nixpkgs", "host", "--timeout", `${timeout}`],
      ], { env: nix.env });
      assert.equal(code, 1);
      assert.match(stdout, /evaluation did not finish within/);
      return (await nix.runs()).filter((line) => /^nix eval/.test(line)).length;
    };
    assert.ok(await run(2) > 0);
    assert.equal(await run(2), 0);
    assert.equal(await run(1), 0);
    assert.ok(await run(3) > 0);
  },
});
