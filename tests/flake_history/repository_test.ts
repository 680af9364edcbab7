/**
 * `flakes --history` on repositories of odd shapes, none of which it changes.
 *
 * @module
 */
import assert from "node:assert/strict";
import { dirname } from "node:path";
import type { FlakesReport } from "../../lib/flakes/result.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import {
  requires,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";

const READS_VALUE = flake({ shell: "x = builtins.readFile ./data/value;" });

async function history(
  workspace: TempWorkspace,
  ...args: string[]
): Promise<FlakesReport> {
  const { code, stdout, stderr } = await workspace.run([
    ...["flakes", "--nixpkgs", "host", "--json", "--history", ...args],
  ]);
  assert.ok(code === 0 || code === 1, stderr);
  return JSON.parse(stdout);
}

function commitsOf({ revisions }: FlakesReport): (readonly string[])[] {
  return revisions.map(({ commits }) => commits);
}

/** Statuses of all shells, revision by revision. */
function statuses({ revisions }: FlakesReport): string[] {
  return revisions.map(({ shells }) =>
    shells.map(({ evaluate }) => evaluate.status).join(" ")
  );
}

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes --history tells commits apart by what the flake reads, and only that",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    const first = await repository.commit({
      "flake.nix": READS_VALUE,
      "data/value": "one",
      "README.md": "read by people",
    });
    const unread = await repository.commit({ "README.md": "changed" });
    const changed = await repository.commit({ "data/value": "two" });
    const gone = await repository.commit({ "data/value": null });
    const back = await repository.commit({ "data/value": "one" });
    const report = await history(workspace, repository.root);
    assert.deepEqual(commitsOf(report), [
      [first, unread, back],
      [changed],
      [gone],
    ]);
    assert.deepEqual(statuses(report), ["passed", "passed", "failed"]);
    assert.deepEqual(report.revisions[0]?.reads, ["data/value", "flake.nix"]);
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes --history goes through both sides of a merge",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    const base = await repository.commit({ "flake.nix": READS_VALUE });
    await repository.git("checkout", "--quiet", "-b", "side");
    const side = await repository.commit({ "data/value": "side" });
    await repository.git("checkout", "--quiet", "main");
    const main = await repository.commit({
      "flake.nix": READS_VALUE.replace(" x = ", " y = 1; x = "),
    });
    await repository.git("merge", "--quiet", "--no-edit", "side");
    const merge = await repository.git("rev-parse", "HEAD");
    const report = await history(workspace, repository.root);
    const found = new Map(
      report.revisions.map(({ commits: [id = ""] }, index) =>
        [id, statuses(report)[index]] as const
      ),
    );
    assert.deepEqual(
      [base, side, main, merge].map((id) => found.get(id)),
      ["failed", "passed", "failed", "passed"],
    );
    const part = await history(
      workspace,
      ...[repository.root, "--range", `${main}..${merge}`],
    );
    assert.deepEqual(commitsOf(part).flat().sort(), [side, merge].sort());
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes --history finds a flake in a subdirectory, and what it reads above",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    const reads = (path: string): string =>
      flake({ shell: `x = builtins.readFile ${path};` });
    await repository.commit({
      "tools/dev/flake.nix": reads("../shared/value"),
      "tools/shared/value": "one",
    });
    await repository.commit({ "tools/shared/value": "two" });
    await repository.commit({ "tools/dev/flake.nix": reads("../none") });
    const report = await history(workspace, repository.path("tools/dev"));
    assert.deepEqual(statuses(report), ["passed", "passed", "failed"]);
    assert.match(
      report.revisions[2]?.shells[0]?.evaluate.error ?? "",
      /\/none\b/,
    );
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes --history leaves dirty trees, indexes, submodules and big files alone",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const library = await flakeRepository(workspace, "library");
    await library.commit({ "value.nix": '"from the submodule"' });
    const repository = await flakeRepository(workspace);
    await repository.git("submodule", "--quiet", "add", library.root, "lib");
    await repository.commit({
      // All that is beside the flake counts, and still nothing big is read.
      "flake.nix": flake({ shell: "src = ./.;" }),
      "data/committed": "0".repeat(9 * 1024 * 1024),
    });
    await repository.commit({
      "flake.nix": flake({ shell: "x = import ./lib/value.nix;" }),
    });
    await repository.write({
      "flake.nix": "not committed",
      "staged.nix": "{ }",
    });
    await repository.git("add", "staged.nix");
    const big = await Deno.create(repository.path("untracked"));
    await big.truncate(2 * 1024 ** 3);
    big.close();

    const before = await snapshot(workspace, repository.root);
    const report = await history(workspace, repository.root);
    assert.deepEqual(statuses(report), ["passed", "failed"]);
    assert.match(
      report.revisions[1]?.shells[0]?.evaluate.error ?? "",
      /'lib'|lib\/value\.nix/,
    );
    assert.deepEqual(await snapshot(workspace, repository.root), before);
    const { stdout } = await workspace.exec(
      ["du", "-sk", "--apparent-size", workspace.path(".hearth")],
    );
    assert.ok(Number.parseInt(stdout, 10) < 4 * 1024, stdout);
  },
});

/** Everything in a repository that anybody could notice, git's files too. */
async function snapshot(
  workspace: TempWorkspace,
  dir: string,
): Promise<string> {
  const { stdout } = await workspace.exec(
    ["find", dir, "-printf", "%P %y %s %T@ %i\n"],
    { cwd: dirname(dir) },
  );
  return stdout.split("\n").sort().join("\n");
}

Deno.test({
  ...requires(["nix", "git"], "flakes says what it cannot take"),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    await repository.commit({ "flake.nix": flake() });
    const refused = async (
      pattern: RegExp,
      code: number,
      ...args: string[]
    ): Promise<void> => {
      const result = await workspace.run(["flakes", ...args]);
      assert.match(result.stderr, pattern);
      assert.doesNotMatch(result.stderr, /\n\s+at /);
      assert.equal(result.code, code, result.stderr);
    };
    const { root } = repository;
    await refused(/not a git repository/, 2, "--history", workspace.home);
    await refused(/bad revision/, 2, "--history", root, "--range", "a..b");
    await refused(
      /any commit in/,
      2,
      "--history",
      root,
      "--range",
      "HEAD..HEAD",
    );
    await refused(
      /Cannot combine --dir and --history/,
      2,
      "--history",
      root,
      "--dir",
      ".",
    );
    await refused(/--range alone/, 2, "--range", "a..b");
    await refused(/--bisect alone/, 2, "--bisect", "a..b");
    await refused(/--expect alone/, 2, "--expect", "passed");
    await refused(/"5\/4" as a part/, 2, "--shard", "5/4");
    await refused(/any flake\.nix in/, 1, "--dir", ".");
    await refused(/Cannot find the directory/, 1, "--dir", "nowhere");
    const { code, stderr } = await workspace.run(
      ["flakes", "--history", root],
      { env: { PATH: "/nowhere" } },
    );
    assert.equal(code, 3, stderr);
    assert.match(stderr, /Nix|git/);
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes gives a commit the nixpkgs of its day, unless today's is asked for",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    const removed = flake({ shell: "x = pkgs.python3Full;" });
    const before = await repository.commit(
      { "flake.nix": removed },
      "2024-01-01",
    );
    const same = await repository.commit({ "README.md": "1" }, "2024-06-01");
    const after = await repository.commit({ "README.md": "2" }, "2026-01-01");
    const good = { "flake.nix": flake() };
    const early = await repository.commit(good, "2024-01-02");
    const late = await repository.commit({ "README.md": "3" }, "2026-01-02");
    const ofItsDay = await history(workspace, repository.root);
    assert.deepEqual(commitsOf(ofItsDay), [
      [before, same],
      [after],
      [early, late],
    ]);
    assert.deepEqual(statuses(ofItsDay), ["passed", "failed", "passed"]);
    const today = await history(
      workspace,
      ...[repository.root, "--as-of", "today"],
    );
    assert.deepEqual(commitsOf(today), [
      [before, same, after],
      [early, late],
    ]);
    assert.deepEqual(statuses(today), ["failed", "passed"]);
  },
});
