/**
 * `flakes --history` on a repository that holds everything which can go wrong.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { FlakesReport, RevisionReport } from "../../lib/flakes/result.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import { requires, tempWorkspace } from "../support/harness.ts";

const SYSTEMS = ["x86_64-linux", "aarch64-darwin"];

/** Evaluates for ever, without taking more memory. */
const ENDLESS = `x = let f = n: if n < 2 then n else f (n - 1) + f (n - 2);
  in toString (f 90);`;

/** What came of each shell, and Nix's own words, in short. */
function verdicts({ parse, shells }: RevisionReport): string[] {
  return parse.status === "failed"
    ? [`parse: ${parse.error}`]
    : shells.map(({ system, shell, evaluate }) => {
      const { status, error, reason } = evaluate;
      const why = status === "unknown" ? reason : error ?? reason;
      return `${system} ${shell}: ${status}${why ? `: ${why}` : ""}`;
    });
}

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes --history says what is wrong with each commit, in Nix's words",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    const wanted = new Map<string, RegExp[]>();
    const commit = async (
      files: Readonly<Record<string, string | null>>,
      ...expected: RegExp[]
    ): Promise<void> => {
      wanted.set(await repository.commit(files), expected);
    };
    const passes = SYSTEMS.map((system) =>
      new RegExp(`^${system} default: passed$`)
    ).reverse();
    const linux = (what: RegExp): RegExp =>
      new RegExp(`^x86_64-linux default: ${what.source}`);

    await commit({ "README.md": "no flake yet" });
    await commit({ "flake.nix": flake({ systems: SYSTEMS }) }, ...passes);
    await commit(
      { "flake.nix": flake().replace("in pkgs", "in in pkgs") },
      /^parse: syntax error, unexpected .*in.*\nat flake\.nix:6:\d+$/i,
    );
    await commit(
      { "flake.nix": flake({ shell: "x = pkgs.lib.noSuchFunction 1;" }) },
      linux(/failed: attribute 'noSuchFunction' missing\nat flake\.nix:\d/),
    );
    await commit(
      { "flake.nix": flake({ shell: "x = pkgs.python3Full;" }) },
      linux(/failed: 'python3Full' has been removed: .*433833/),
    );
    await commit(
      { "flake.nix": flake({ shell: "x = pkgs.cudatoolkit;" }) },
      linux(/failed: Package .*cudatoolkit.* has an unfree license/),
    );
    await commit(
      { "flake.nix": flake({ shell: "x = let y = y + 1; in y;" }) },
      linux(/failed: infinite recursion encountered\nat flake\.nix:\d/),
    );
    await commit(
      { "flake.nix": flake({ shell: ENDLESS }) },
      linux(/failed: evaluation did not finish within 5 s$/),
    );
    await commit(
      { "flake.nix": "{ outputs = { self }: { lib = { }; }; }\n" },
      /^\* \*: skipped: it has no shells$/,
    );
    await commit(
      { "flake.nix": flake({ takes: "nixpkgs-unstable" }) },
      /^parse: undefined variable 'nixpkgs'/,
    );
    await commit(
      {
        "flake.nix": flake({ takes: "nixpkgs-unstable" })
          .replace("import nixpkgs ", "import nixpkgs-unstable "),
      },
      /^\* \*: failed: cannot find flake 'flake:nixpkgs-unstable'/,
    );
    await commit(
      {
        "flake.nix": flake().replace("nixpkgs.url", "other.url")
          .replace("nixpkgs }", "nixpkgs, other }")
          .replace(
            "github:NixOS/nixpkgs/nixos-unstable",
            "github:someone/other",
          ),
      },
      linux(/passed$/),
    );
    await commit(
      { "flake.nix": flake({ systems: ["aarch64-darwin"] }) },
      /^aarch64-darwin default: passed$/,
    );
    await commit(
      {
        "flake.nix": flake({
          shell: 'x = builtins.readFile (pkgs.writeText "x" "built first");',
        }),
      },
      linux(/passed$/),
    );
    await commit(
      { "flake.nix": flake({ shell: "x = pkgs.someTool;" }) },
      linux(/unknown: it depends on someTool$/),
    );
    await commit(
      {
        "flake.nix": flake({ shell: "x = import ./nix/value.nix;" }),
        "nix/value.nix": '"one"',
      },
      linux(/passed$/),
    );
    await commit(
      { "nix/value.nix": 'throw "the value is gone"' },
      linux(/failed: the value is gone$/),
    );

    const { code, stdout, stderr } = await workspace.run([
      ...["flakes", "--history", repository.root, "--nixpkgs", "host"],
      ...["--json", "--timeout", "5"],
    ]);
    assert.equal(code, 1, stderr);
    const report = JSON.parse(stdout) as FlakesReport;
    const found = new Map(
      report.revisions.map((revision) => [revision.commits[0], revision]),
    );
    const withFlake = [...wanted].filter(([, expected]) => expected.length > 0);
    assert.deepEqual(
      report.revisions.map(({ commits }) => commits),
      withFlake.map(([id]) => [id]),
    );
    for (const [id, expected] of withFlake) {
      const revision = found.get(id);
      assert.ok(revision);
      const lines = verdicts(revision);
      assert.equal(lines.length, expected.length, lines.join("\n"));
      for (const [index, pattern] of expected.entries()) {
        assert.match(lines[index] ?? "", pattern);
      }
    }
    assert.deepEqual(report.unknown, ["someTool"]);
    assert.deepEqual(report.summary, {
      passed: 15 + 5,
      unknown: 1,
      failed: 2 + 7,
      expectedFailures: 0,
      skipped: 1,
    });

    const strict = await workspace.run([
      ...["flakes", "--history", repository.root, "--nixpkgs", "host"],
      ...["--range", "HEAD~3..HEAD~2", "--strict-names"],
    ]);
    assert.equal(strict.code, 1, strict.stderr);
    assert.match(strict.stdout, /failed: attribute 'someTool' missing/);
  },
});
