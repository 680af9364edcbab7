/**
 * Pages that need a token: it gets to the browser and to no other user.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  freePort,
  openTerminal,
  requires,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";

const BROWSER = '#!/bin/sh\necho "$*" >>"$HOME/opened"\n';

for (const address of ["file", "jupyter"] as const) {
  Deno.test({
    ...requires(
      ["tmux"],
      `start and open keep the token off command lines (address: "${address}")`,
    ),
    async fn() {
      const port = freePort();
      await using workspace = await tempWorkspace({
        name: "my wörk & space",
        services: {
          web: service("sign_in.py", port, {
            address,
            open: "/page",
            args: ["a&t0ken"],
          }),
          plain: service("serve.py", freePort(), { open: "/plain" }),
        },
      });
      const browser = `${workspace.home}/browser`;
      await Deno.writeTextFile(browser, BROWSER, { mode: 0o755 });
      const opened = async (count: number): Promise<string[]> =>
        await waitFor(async () => {
          const text = await Deno.readTextFile(`${workspace.home}/opened`);
          const lines = text.trimEnd().split("\n");
          return lines.length === count ? lines : undefined;
        }, `${count} opened pages`);
      const file = workspace.path(".hearth/run/pages/web.html");
      const pages = [
        new URL(`file://${encodeURI(file)}`).href,
        servicesOf(await startAndStatus()).find(({ name }) => name === "plain")
          ?.url,
      ];
      assert.deepEqual((await opened(2)).sort(), pages.toSorted());

      async function startAndStatus(): ReturnType<typeof workspace.run> {
        assert.equal(await inTerminal("start"), 0);
        return await workspace.run(["status", "--json"]);
      }
      async function inTerminal(...args: string[]): Promise<number> {
        await using terminal = await openTerminal({
          command: [
            ...[Deno.execPath(), "run", "-A", workspace.path("main.ts")],
            ...args,
          ],
          cwd: workspace.root,
          env: { ...workspace.env, BROWSER: browser },
          columns: 140,
        });
        const code = await terminal.waitForExit();
        if (args[0] === "open") {
          assert.ok(!(await terminal.screen()).includes("t0ken"));
        }
        return code;
      }

      const target = `http://127.0.0.1:${port}/page?token=a%26t0ken`;
      const page = await Deno.readTextFile(file);
      assert.ok(page.includes(`content="0; url=${target}"`), page);
      for (const [path, mode] of [["", 0o700], ["/web.html", 0o600]] as const) {
        const stat = await Deno.stat(
          workspace.path(`.hearth/run/pages${path}`),
        );
        assert.equal((stat.mode ?? 0) & 0o777, mode);
      }
      await Deno.remove(file);
      assert.equal(await inTerminal("open", "web"), 0);
      assert.equal((await opened(3)).at(-1), pages[0]);
      assert.equal(await Deno.readTextFile(file), page);

      const printed = await workspace.run(["open", "--print", "web"]);
      assert.equal(printed.stdout, `${target}\n`);
      assert.equal(printed.stderr, "");
      const elsewhere = await workspace.run(["open"]);
      assert.match(elsewhere.stdout, /page\?token=a%26t0ken\n.*plain\n/);
      await opened(3);
      if (address === "file") {
        for (const args of [["status"], ["status", "--json"], ["start"]]) {
          const { stdout, stderr } = await workspace.run(args);
          assert.ok(!`${stdout}${stderr}`.includes("t0ken"));
        }
        await Deno.remove(workspace.path(".hearth/run/addresses/web"));
        const gone = await workspace.run(["open", "web"]);
        assert.equal(gone.code, 1);
        assert.match(gone.stderr, /sign-in address is missing.*restart web/s);
      }
      assert.equal((await workspace.run(["stop"])).code, 0);
      for (const name of ["pages/web.html", "addresses/web"]) {
        await assert.rejects(
          Deno.stat(workspace.path(".hearth/run", name)),
          Deno.errors.NotFound,
        );
      }
    },
  });
}

Deno.test("a start where no browser opens says how to sign in", async () => {
  await using workspace = await tempWorkspace({
    services: {
      web: service("sign_in.py", freePort(), {
        address: "file",
        args: ["t0ken"],
      }),
    },
  });
  const { code, stdout, stderr } = await workspace.run(["start"]);
  assert.equal(code, 0);
  assert.match(stderr, /web needs a sign-in: "deno task open --print web"/);
  assert.ok(!`${stdout}${stderr}`.includes("t0ken"));
});

Deno.test("a service that does not write its sign-in address is not ready", async () => {
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", freePort(), {
        ...{ address: "file", ready: { timeout: 1 } },
      }),
    },
  });
  // What an earlier launch left does not count.
  await workspace.write(
    ".hearth/run/addresses/web",
    "http://127.0.0.1:1/?token=old\n",
  );
  const { code, stderr } = await workspace.run(["start"]);
  assert.equal(code, 1);
  assert.match(stderr, /Cannot start web: it has not reported its address/);
});
