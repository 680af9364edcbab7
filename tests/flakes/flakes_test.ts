/**
 * `flakes` on directories: expectations, parts, reports; and its bisection.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { FlakesReport } from "../../lib/flakes/result.ts";
import {
  flake,
  type FlakeRepository,
  flakeRepository,
} from "../support/flakes/flake_repository.ts";
import {
  requires,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";

const BASE = ["--nixpkgs", "host", "--tier", "evaluate"];

async function report(
  workspace: TempWorkspace,
  ...args: string[]
): Promise<FlakesReport & { code: number }> {
  const { code, stdout, stderr } = await workspace.run(
    ["flakes", ...BASE, "--json", ...args],
  );
  assert.ok(stdout !== "", stderr);
  return { ...JSON.parse(stdout), code };
}

function expectations(fields: Record<string, unknown>): string {
  return JSON.stringify({
    about: "A test.",
    output: "devShells",
    packages: [],
    entries: [],
    ...fields,
  });
}

Deno.test({
  ...requires(
    ["nix"],
    "flakes evaluates the project's own revisions, for every system they name",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const found = await report(workspace);
    assert.equal(found.code, 0);
    const names = found.revisions.map(({ name }) => name);
    assert.ok(names.length >= 13, names.join(" "));
    assert.equal(names[0], "01-python-minimal");
    assert.deepEqual(found.unknown, []);
    assert.equal(found.summary.failed, 0);
    assert.ok(found.summary.passed >= 53);
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes knows failures that an expect.json reports, and misses expected shells",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const { root, write } = await flakeRepository(workspace, "flakes");
    const weak = flake({ shell: "x = pkgs.cudatoolkit;" });
    await write({
      "expected/flake.nix": weak,
      "expected/expect.json": expectations({
        systems: ["x86_64-linux"],
        expectedErrors: [{ pattern: "unfree license", knownIssue: "unfree" }],
        knownIssues: { unfree: "It needs CUDA." },
      }),
    });
    const expected = await report(workspace, "--dir", root);
    assert.equal(expected.code, 0);
    assert.equal(expected.summary.expectedFailures, 1);
    const { evaluate } = expected.revisions[0]?.shells[0] ?? {};
    assert.equal(evaluate?.status, "failed");
    assert.equal(evaluate?.expected, true);
    assert.equal(evaluate?.reason, "It needs CUDA.");

    await write({
      "expected/expect.json": expectations({
        systems: ["x86_64-linux"],
        expectedErrors: [{ pattern: "another error" }],
      }),
    });
    assert.equal((await report(workspace, "--dir", root)).code, 1);

    await write({ "expected/flake.nix": flake() });
    const fixed = await report(workspace, "--dir", root);
    assert.equal(fixed.code, 1);
    assert.match(
      fixed.revisions[0]?.shells[0]?.evaluate.error ?? "",
      /^expected evaluation to fail, but it succeeded: another error/,
    );

    await write({
      "expected/expect.json": expectations({
        systems: ["x86_64-linux", "aarch64-darwin"],
      }),
    });
    const missing = await report(workspace, "--dir", root);
    assert.equal(missing.code, 1);
    assert.match(
      missing.revisions[0]?.shells[1]?.evaluate.error ?? "",
      /expected a shell for aarch64-darwin, but there is none/,
    );

    await write({
      "expected/expect.json": expectations({ systems: ["riscv"] }),
    });
    const wrong = await workspace.run(["flakes", "--dir", root]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /expect\.json: "systems/);
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes takes old outputs, several shells, parts, and writes JUnit's XML",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const { root, write } = await flakeRepository(workspace, "flakes");
    const old = flake({ shell: "x = pkgs.lib.nowhere;" })
      .replace("devShells.x86_64-linux.default", "devShell.x86_64-linux");
    const several = flake().replace(
      "  };\n}",
      `    devShells.x86_64-linux."with.dot" =
      nixpkgs.legacyPackages.x86_64-linux.mkShell { x = throw "a < b"; };
  };\n}`,
    );
    await write({ "a/flake.nix": old, "b/flake.nix": several });
    const all = await report(workspace, "--dir", root);
    const shells = all.revisions.map(({ shells }) =>
      shells.map(({ shell, evaluate }) => `${shell} ${evaluate.status}`)
    );
    assert.deepEqual(shells, [
      ["default failed"],
      ["default passed", "with.dot failed"],
    ]);

    const one = await report(workspace, "--dir", root, "--shell", "default");
    assert.equal(one.summary.failed, 1);
    const parts = [
      await report(workspace, "--dir", root, "--shard", "1/2"),
      await report(workspace, "--dir", root, "--shard", "2/2"),
    ];
    assert.deepEqual(
      parts.map(({ revisions }) => revisions.map(({ name }) => name)),
      [["a"], ["b"]],
    );

    const files = await Promise.all(parts.map(async (part, index) => {
      const file = `${workspace.home}/part${index}.json`;
      await Deno.writeTextFile(file, JSON.stringify(part));
      return file;
    }));
    const merged = await workspace.run(["flakes", "merge", ...files, "--json"]);
    assert.equal(merged.code, 1, merged.stderr);
    assert.deepEqual(JSON.parse(merged.stdout).summary, all.summary);
    assert.equal((await workspace.run(["flakes", "merge"])).code, 2);
    assert.equal((await workspace.run(["flakes", "other"])).code, 2);
    const none = await workspace.run(["flakes", "merge", "/nowhere.json"]);
    assert.match(none.stderr, /Cannot find/);

    const file = `${workspace.home}/junit.xml`;
    await workspace.run(["flakes", ...BASE, "--dir", root, "--junit", file]);
    const xml = await Deno.readTextFile(file);
    assert.equal(xml.match(/<testcase /g)?.length, 5);
    assert.equal(xml.match(/<failure /g)?.length, 2);
    assert.match(xml, /<failure message="a &lt; b">/);
  },
});

Deno.test("flakes --matrix prints native machines for each system and part", async () => {
  await using workspace = await tempWorkspace();
  const { stdout } = await workspace.run(["flakes", "--matrix"]);
  assert.deepEqual(
    JSON.parse(stdout).include.map(({ runner }: { runner: string }) => runner),
    ["ubuntu-24.04", "ubuntu-24.04-arm", "macos-15-intel", "macos-15"],
  );
  const parts = await workspace.run([
    ...["flakes", "--matrix", "--system", "x86_64-linux", "--shard", "1/2"],
  ]);
  assert.deepEqual(JSON.parse(parts.stdout), {
    include: [
      { system: "x86_64-linux", runner: "ubuntu-24.04", shard: "1/2" },
      { system: "x86_64-linux", runner: "ubuntu-24.04", shard: "2/2" },
    ],
  });
  const unknown = await workspace.run([
    "flakes",
    "--matrix",
    "--system",
    "z80",
  ]);
  assert.equal(unknown.code, 2);
});

/** A history that breaks for one system, and has a commit no one can judge. */
async function breaking(
  repository: FlakeRepository,
): Promise<{ good: string; bad: string; commits: string[] }> {
  const systems = ["x86_64-linux", "aarch64-darwin"];
  const commits: string[] = [];
  for (let index = 0; index < 12; index++) {
    const text = flake({ systems, shell: `revision = "${index}";` });
    const broken = text.replace(
      /(aarch64-darwin"; };\s+in )/,
      "$1assert false; ",
    );
    const files = {
      "flake.nix": index === 4 ? null : index < 8 ? text : broken,
    };
    commits.push(await repository.commit(files));
  }
  return { good: commits[0] ?? "", bad: commits[8] ?? "", commits };
}

Deno.test({
  ...requires(["nix", "git"], "flakes --bisect finds the first bad commit"),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    const { good, bad } = await breaking(repository);
    const bisect = (...args: string[]): ReturnType<typeof workspace.run> =>
      workspace.run([
        ...["flakes", "--nixpkgs", "host", "--history", repository.root],
        ...args,
      ]);
    const { code, stdout, stderr } = await bisect(
      ...["--bisect", `${good}..main`, "--json"],
    );
    assert.equal(code, 0, stderr);
    const found = JSON.parse(stdout);
    assert.equal(found.firstBad, bad);
    assert.ok(found.tested < 9, `${found.tested}`);
    assert.deepEqual(found.unclear, []);
    assert.match(
      (await bisect("--bisect", `${good}..main`)).stdout,
      new RegExp(`^${bad} is the first bad commit\n[\\s\\S]*assertion`),
    );

    const other = await bisect(
      ...["--bisect", `${good}..main`, "--expect", "x86_64-linux=passed"],
    );
    assert.equal(other.code, 1);
    assert.match(other.stderr, /Cannot bisect: main is good, not bad/);
    const twisted = await bisect(
      ...["--bisect", `${good}..main`, "--expect", "aarch64-darwin=failed"],
    );
    assert.match(twisted.stderr, /is bad, not good/);
    const wrong = await bisect("--bisect", "main", "--expect", "maybe");
    assert.equal(wrong.code, 2);
  },
});
