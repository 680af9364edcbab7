/**
 * README's first screen, typed by somebody who has just cloned.
 *
 * @module
 */
import assert from "node:assert/strict";
import { cookieFrom } from "../support/app/app_sign_in.ts";
import {
  CHECKOUT,
  processesWith,
  requires,
  tempWorkspace,
} from "../support/harness.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";

/** The commands of README's first code block, without their comments. */
async function firstCommands(): Promise<string[]> {
  const text = await Deno.readTextFile(`${CHECKOUT}/README.md`);
  const block = /```sh\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
  return block.trim().split("\n").map((line) => line.replace(/\s+#.*$/, ""));
}

Deno.test({
  ...requires(
    ["git", "npx"],
    "README's first screen works in a fresh clone with an empty home",
  ),
  async fn() {
    const [start = "", stop = ""] = await firstCommands();
    assert.equal(start, "npx -y deno task start");
    assert.equal(stop, "npx -y deno task stop");

    await using workspace = await tempWorkspace({ kind: "full", git: true });
    const clone = `${workspace.home}/clone`;
    await workspace.exec(["git", "clone", "--quiet", workspace.root, clone]);
    const type = (command: string): ReturnType<typeof workspace.exec> =>
      workspace.exec(["sh", "-c", command], { cwd: clone });

    const started = await type(start);
    assert.equal(started.code, 0, started.stderr);
    try {
      const status = await type("npx -y deno task status --json");
      const services = servicesOf(status);
      assert.deepEqual(
        services.map(({ name, state }) => [name, state]),
        [["jupyter", "running"], ["server", "running"]],
      );
      assert.match(started.stderr, /server needs a sign-in: .*open --print/);
      const printed = await type("npx -y deno task open --print server");
      const cookie = await cookieFrom(printed.stdout.trim());
      for (const { url } of services) {
        assert.ok(started.stdout.includes(url ?? "?"), started.stdout);
        const page = await fetch(url ?? "", { headers: { cookie } });
        assert.equal(page.status, 200);
        assert.match(await page.text(), /<title>/);
      }
    } finally {
      const stopped = await type(stop);
      assert.equal(stopped.code, 0, stopped.stderr);
    }
    assert.deepEqual(await processesWith("HOME", workspace.home), []);
    const { stdout } = await workspace.exec(["git", "status", "--porcelain"], {
      cwd: clone,
    });
    // The first notebook is the user's from the moment that it is there.
    const changed = stdout.replace("?? notebooks/start.ipynb\n", "");
    assert.equal(changed, "");
  },
});
