/**
 * Flakes that share a process get the verdicts that each gets by itself.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { FlakesReport } from "../../lib/flakes/result.ts";
import { overrideArguments } from "../../lib/nix/host_inputs.ts";
import { hostNixpkgs } from "../../lib/nix/host_nixpkgs.ts";
import { nixConfig } from "../../lib/nix/nix_config.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { countingNix } from "../support/flakes/counting_nix.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import {
  CHECKOUT,
  requires,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";

const BOTH = ["x86_64-linux", "aarch64-darwin"];

/** Tests the flakes below a directory together. */
async function together(
  workspace: TempWorkspace,
  dir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<FlakesReport> {
  const { stdout, stderr } = await workspace.run([
    ...["flakes", "--dir", dir, "--tier", "evaluate"],
    ...["--nixpkgs", "host", "--json"],
  ], { env });
  assert.ok(stdout !== "", stderr);
  return JSON.parse(stdout);
}

/** Returns a function that asks Nix itself whether a shell has a derivation. */
async function alone(
  workspace: TempWorkspace,
): Promise<(dir: string, attribute: string) => Promise<boolean>> {
  const config = `${workspace.home}/nix.conf`;
  await Deno.writeTextFile(config, nixConfig());
  const env = { ...workspace.env, NIX_USER_CONF_FILES: config };
  const { inputs } = await hostNixpkgs(denoSystem(), {
    source: `${CHECKOUT}/nix/host-nixpkgs`,
    cache: `${workspace.home}/nixpkgs`,
    env,
  });
  return async (dir, attribute) => {
    const { code } = await workspace.exec([
      ...["nix", "eval", "--raw", "--read-only", ...overrideArguments(inputs)],
      `path:${dir}#${attribute}.drvPath`,
    ], { env });
    return code === 0;
  };
}

Deno.test({
  ...requires(
    ["nix"],
    "flakes gives every revision of the project the verdicts that Nix gives it alone",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const dir = `${CHECKOUT}/tests/flakes`;
    const { revisions } = await together(workspace, dir);
    const evaluates = await alone(workspace);
    assert.ok(revisions.length >= 13);
    for (const { name, shells } of revisions) {
      const text = await Deno.readTextFile(`${dir}/${name}/flake.nix`);
      const isOld = !/\bdevShells\b/.test(text);
      for (const { system, shell, evaluate } of shells) {
        const attribute = isOld
          ? `devShell.${system}`
          : `devShells.${system}.${shell}`;
        assert.equal(
          evaluate.status !== "failed",
          await evaluates(`${dir}/${name}`, attribute),
          `${name} ${attribute}`,
        );
      }
    }
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes evaluates several in one process, and goes on behind what ends it",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const nix = await countingNix(workspace);
    const { root, write } = await flakeRepository(workspace, "flakes");
    const some = (index: number): string =>
      flake({ systems: BOTH, shell: `x = "${index}";` });
    for (let index = 0; index < 8; index++) {
      await write({ [`good${index}/flake.nix`]: some(index) });
    }
    await together(workspace, root, nix.env);
    const evals = (await nix.runs()).filter((line) => /^nix eval/.test(line));
    assert.ok(evals.length < 8, evals.join("\n"));

    const broken = (shell: string): string => flake({ systems: BOTH, shell });
    await write({
      "bad1/flake.nix": broken('x = abort "no way";'),
      "bad2/flake.nix": broken('x = throw "not today";'),
      "bad3/flake.nix": broken("x = let y = y + 1; in y;"),
      "bad4/flake.nix": "{ outputs = { self }: { devShells = 1; }; }",
      "bad5/flake.nix": flake({ systems: BOTH })
        .replace("devShells.aarch64", "devShells = {}; x.aarch64"),
    });
    const { revisions } = await together(workspace, root);
    const errors = (name: string): (string | undefined)[] =>
      revisions.find((one) => one.name === name)?.shells
        .map(({ evaluate }) => evaluate.error?.split("\n")[0]) ?? [];
    assert.deepEqual(
      ["bad1", "bad2", "bad3"].map((name) => errors(name)),
      [
        Array(2).fill(
          "evaluation aborted with the following error message: 'no way'",
        ),
        Array(2).fill("not today"),
        Array(2).fill("infinite recursion encountered"),
      ],
    );
    assert.match(
      errors("bad4")[0] ?? "",
      /value is an integer while a set was expected/,
    );
    const evaluates = await alone(workspace);
    for (const { name, shells } of revisions) {
      for (const { system, shell, evaluate } of shells) {
        if (system === "*") continue;
        assert.equal(
          evaluate.status === "passed",
          await evaluates(`${root}/${name}`, `devShells.${system}.${shell}`),
          name,
        );
      }
    }
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes ends what takes too much memory, once, and spares its neighbors",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const nix = await countingNix(workspace);
    const { root, write } = await flakeRepository(workspace, "flakes");
    const eats = "x = builtins.length (builtins.genList (i: i) 1000000000);";
    await write({
      "a-good/flake.nix": flake(),
      "b-eats/flake.nix": flake({ systems: BOTH, shell: eats }),
      "c-good/flake.nix": flake({ shell: 'x = "c";' }),
    });
    const { revisions } = await together(workspace, root, nix.env);
    const statuses = revisions.map(({ shells }) =>
      shells.map(({ evaluate }) =>
        `${evaluate.status} ${evaluate.reason ?? ""}`.trim()
      )
    );
    const over = "unknown evaluation needs more than 4 GiB of memory";
    assert.deepEqual(statuses, [["passed"], [over, over], ["passed"]]);
    const evals = (await nix.runs()).filter((line) => /^nix eval/.test(line));
    // At most one each, or one and another behind what ended it.
    assert.ok(evals.length <= 3, evals.join("\n"));
  },
});
