/**
 * What the Action takes, refuses, and asks of GitHub.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import {
  readAction,
  runnerCommands,
} from "../support/action/composite_action.ts";
import {
  CHECKOUT,
  programOf,
  requires,
  tempWorkspace,
} from "../support/harness.ts";
import { pullRequest, useAction } from "../support/action/use_action.ts";

/** GitHub's client: knows the comments in `comments.json`, notes its calls. */
const GH = `#!/usr/bin/env bash
set -eu
here=$(dirname "$(readlink "$0")")
printf '%s\\n' "$GH_TOKEN $*" >>"$here/calls"
for word; do
  case $word in
  body=@*) cp "\${word#body=@}" "$here/body" ;;
  --jq) jq -r "\${!#}" "$here/comments.json" ;;
  esac
done
`;

Deno.test({
  ...requires(["shellcheck"], "shellcheck finds nothing in the Action"),
  async fn() {
    const { runs } = await readAction(CHECKOUT);
    const scripts = runs.steps.flatMap(({ run }) => run ?? []);
    const dir = await Deno.makeTempDir({ prefix: "hearth-test-" });
    const files = await Promise.all(scripts.map(async (script, index) => {
      const file = join(dir, `${index}.sh`);
      await Deno.writeTextFile(file, `#!/usr/bin/env bash\n${script}\n`);
      return file;
    }));
    const { stdout } = await new Deno.Command(programOf("shellcheck") ?? "", {
      args: [...files, "tools/action.sh"],
      cwd: CHECKOUT,
    }).output();
    await Deno.remove(dir, { recursive: true });
    assert.equal(new TextDecoder().decode(stdout), "");
  },
});

Deno.test("the Action puts no input into a script and asks for no token but to comment", async () => {
  const { inputs, runs } = await readAction(CHECKOUT);
  const docs = await Deno.readTextFile(join(CHECKOUT, "docs/action.md"));
  for (const name of Object.keys(inputs)) {
    assert.ok(docs.includes(`| \`${name}\``), `docs/action.md lacks ${name}`);
  }
  for (const { name, run, shell, ...rest } of runs.steps) {
    assert.doesNotMatch(run ?? "", /\$\{\{/, name);
    assert.equal(shell, run === undefined ? undefined : "bash", name);
    const asks = /github\.token|secrets\./.test(JSON.stringify(rest));
    assert.equal(asks, name === "Comment on the pull request", name);
  }
});

Deno.test({
  ...requires(
    ["git"],
    "the Action refuses what it cannot do, and runs nothing",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    const mark = join(workspace.home, "mark");
    const evil = `"; touch ${mark}; "$(touch ${mark})\`touch ${mark}\``;
    for (
      const [inputs, options, expected] of [
        [{ command: evil }, {}, /must be bench, flakes or start/],
        [
          { command: "bench" },
          { workspace: workspace.home },
          /no workspace\.ts in the repository\./,
        ],
        [
          { command: "bench", against: "--x" },
          {},
          /begin with "-", except args$/,
        ],
      ] as const
    ) {
      const { failed, log, used } = await useAction(workspace, inputs, options);
      assert.equal(failed, true, log);
      assert.match(runnerCommands(log).join(), expected);
      assert.deepEqual(used, []);
    }
    const { outputs, summary, log } = await useAction(workspace, {
      command: "bench",
      suites: evil,
      against: `HEAD${evil}`,
      gate: evil,
      args: `--baseline=${evil}`,
      artifact: evil,
      cache: "false",
    });
    assert.equal(outputs["exit-code"], "2", log);
    assert.match(summary, /There is no report\. The log of the step says why/);
    await assert.rejects(Deno.stat(mark), Deno.errors.NotFound);
  },
});

Deno.test({
  ...requires(
    ["git", "jq"],
    "the Action comments on a pull request when it is asked to, and changes its comment",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    const bin = join(workspace.home, "gh");
    const note = async (name: string, text: string): Promise<void> =>
      await Deno.writeTextFile(join(bin, name), text, { mode: 0o755 });
    await Deno.mkdir(bin);
    await note("gh", GH);
    const comment = async (
      comments: readonly unknown[],
      input = "true",
    ): Promise<string[]> => {
      await note("comments.json", JSON.stringify(comments));
      await note("calls", "");
      // Nothing has to be measured for it.
      await useAction(workspace, {
        command: "bench",
        suites: "none",
        cache: "false",
        comment: input,
      }, {
        event: pullRequest("HEAD"),
        programs: { gh: join(bin, "gh") },
      });
      const calls = await Deno.readTextFile(join(bin, "calls"));
      return calls.split("\n").filter((line) => line !== "");
    };
    const path = "repos/somebody/project/issues";
    assert.deepEqual(await comment([], "false"), []);
    const [listed, posted] = await comment([]);
    assert.ok(
      listed?.startsWith(`the-token api --paginate ${path}/7/comments --jq`),
    );
    assert.match(posted ?? "", /--method POST .*\/7\/comments --field body=@/);
    const body = await Deno.readTextFile(join(bin, "body"));
    assert.match(
      body,
      /^<!-- hearth: hearth-bench -->\n### Hearth: bench failed/,
    );
    const [, changed] = await comment([
      { id: 1, user: { type: "User" }, body },
      { id: 2, user: { type: "Bot" }, body: "something else" },
      { id: 3, user: { type: "Bot" }, body },
    ]);
    assert.match(
      changed ?? "",
      /--method PATCH .*\/comments\/3 --field body=@/,
    );
  },
});
