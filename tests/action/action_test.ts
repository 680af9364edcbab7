/**
 * The Action as a workflow uses it, without GitHub.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { runnerCommands } from "../support/action/composite_action.ts";
import { committedWorkspace } from "../support/workspaces/committed_workspace.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import { freePort, requires, tempWorkspace } from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";
import { pullRequest, useAction } from "../support/action/use_action.ts";

/** Takes as long as `work.txt` of the measured checkout says. */
const NAPS = `export default {
  brief: "naps",
  rounds: 4,
  open: ({ subjects }) => Promise.resolve([{
    title: "nap",
    floor: subjects[0].name,
    budgets: [],
    variants: subjects.map(({ name, root }) => ({
      name,
      kind: "hearth",
      run: () => new Promise((resolve) => {
        const begun = performance.now();
        const ms = Number(Deno.readTextFileSync(root + "/work.txt"));
        setTimeout(() => resolve(performance.now() - begun), ms);
      }),
    })),
  }]),
};
`;

Deno.test({
  ...requires(
    ["git", "npx", "uv"],
    "the Action starts a workspace that keeps running, and gives its addresses",
  ),
  async fn() {
    const port = await freePort();
    await using workspace = await tempWorkspace({
      services: {
        web: service("serve.py", port, { open: "/?token=s3cret" }),
        other: service("serve.py", await freePort()),
      },
      git: true,
    });
    const { failed, outputs, summary, log, used } = await useAction(
      workspace,
      { command: "start", services: "web" },
      // Deno comes from npx.
      { programs: { deno: "" } },
    );
    assert.equal(failed, false, log);
    const { web } = JSON.parse(outputs.addresses ?? "");
    assert.match(web, /\/\?token=s3cret$/);
    assert.equal((await fetch(web)).status, 200);
    assert.match(
      summary,
      /^### Hearth: start passed\n[^]*\| web \| running \|/,
    );
    assert.deepEqual(runnerCommands(log), ["::add-mask::s3cret"]);
    assert.doesNotMatch(summary, /s3cret/);
    assert.deepEqual(
      used.map(([action]) => action.replace(/@.*/, "")),
      [
        ...["actions/cache/restore", "actions/cache/restore"],
        ...["actions/cache/save", "actions/cache/save"],
      ],
    );
    assert.deepEqual(
      servicesOf(await workspace.run(["status", "--json"]))
        .map(({ name, state }) => [name, state]),
      [["web", "running"], ["other", "stopped"]],
    );
  },
});

Deno.test({
  ...requires(
    ["git"],
    "the Action fails on a commit that is slower than the base, with a report",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      files: { "bench/suites/naps.ts": NAPS, "work.txt": "20" },
      git: true,
    });
    const { stdout } = await workspace.exec(["git", "rev-parse", "HEAD"]);
    const event = pullRequest(stdout.trim());
    await workspace.write("work.txt", "80");
    const inputs = {
      command: "bench",
      suites: "naps",
      gate: "50%",
      cache: "false",
      args: "--rounds=8\n",
    };
    const slower = await useAction(workspace, inputs, { event });
    assert.equal(slower.failed, true);
    assert.equal(slower.outputs["exit-code"], "1", slower.log);
    assert.match(
      slower.summary,
      /^### Hearth: bench failed \(exit code 1\)\n[^]*this tree +█{40} /,
    );
    const reports = slower.outputs.reports ?? "";
    assert.deepEqual(
      slower.used.map(([action, given]) => [action, given.path]),
      [
        ["actions/upload-artifact@v6", reports],
      ],
    );
    const files = await Array.fromAsync(Deno.readDir(reports));
    assert.deepEqual(files.map(({ name }) => name).sort(), [
      ...["bench.html", "bench.json", "bench.svg", "summary.md"],
    ]);
    await workspace.write("work.txt", "20");
    const { failed, summary, log } = await useAction(workspace, inputs, {
      event,
    });
    assert.equal(failed, false, log);
    assert.match(summary, /^### Hearth: bench passed\n/);
  },
});

Deno.test({
  ...requires(
    ["git"],
    "the Action starts and measures the workspace of a foreign repository",
  ),
  async fn() {
    await using kit = await tempWorkspace();
    const command = ["python", "serve.py", "{port}"];
    const foreign = await committedWorkspace(kit, {
      web: { command, port: freePort(), open: "/" },
    });
    const base = await foreign.git("rev-parse", "HEAD");
    await foreign.write({ "README.md": "Other words" });
    const options = { workspace: foreign.root, event: pullRequest(base) };
    const inputs = { command: "start", cache: "false" };
    const started = await useAction(kit, inputs, options);
    assert.equal(started.failed, false, started.log);
    const { web } = JSON.parse(started.outputs.addresses ?? "");
    assert.equal((await fetch(web)).status, 200);
    assert.equal((await foreign.run("stop")).code, 0);
    const measured = await useAction(kit, {
      ...inputs,
      command: "bench",
      suites: "start",
      gate: "900%",
      args: "--rounds=8",
    }, options);
    assert.equal(measured.failed, false, measured.log);
    assert.match(measured.summary, /^### Hearth: bench passed\n[^]*this tree/);
    assert.equal(await foreign.git("status", "--porcelain"), "?? README.md");
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "the Action tests the flake of a foreign repository and names what broke it",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    await repository.commit({ "dev/flake.nix": flake() });
    await repository.commit({ "README.md": "one" });
    const hostile = "::error::taken for a command\\n```\\n<img src=x>";
    const bad = await repository.commit({
      "dev/flake.nix": flake({ shell: `x = throw "${hostile}";` }),
    });
    await repository.commit({ "README.md": "two" });
    const { failed, outputs, summary, log, used } = await useAction(workspace, {
      command: "flakes",
      history: "dev",
      args: "--nixpkgs=host",
    }, { workspace: repository.root });
    assert.equal(failed, true);
    assert.equal(outputs["exit-code"], "1", log);
    assert.deepEqual(JSON.parse(outputs["first-bad"] ?? ""), {
      "x86_64-linux": bad,
    });
    assert.match(
      summary,
      /First bad commit for x86_64-linux: \*\*`[0-9a-f]{40}`/,
    );
    assert.match(
      summary,
      /^\| \w+ \(2 commits\) \| \*\*failed\*\* \| passed \|$/m,
    );
    assert.match(log, /taken for a command/);
    assert.deepEqual(runnerCommands(log), []);
    const reports = outputs.reports ?? "";
    const page = await Deno.readTextFile(join(reports, "flakes.html"));
    assert.ok(page.includes(bad.slice(0, 7)));
    assert.deepEqual(used.map(([action]) => action.replace(/@.*/, "")), [
      ...["actions/cache/restore", "actions/cache/restore"],
      // Results are kept, downloads are not when something failed.
      ...["actions/cache/save", "actions/upload-artifact"],
    ]);
    assert.equal(await repository.git("status", "--porcelain"), "");
  },
});
