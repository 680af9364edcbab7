/**
 * The project as it is: real JupyterLab, real FastHTML app, real kernels.
 *
 * @module
 */
import assert from "node:assert/strict";
import { processesWith, tempWorkspace, waitFor } from "../support/harness.ts";
import { cookieFrom } from "../support/app/app_sign_in.ts";
import { startKernel } from "../support/jupyter/jupyter_kernel.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";

/** Ignores SIGTERM, starts a child in a session of its own, and is busy. */
const BUSY = `
import os, signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"], start_new_session=True)
subprocess.Popen(["setsid", "env", "-i", "sleep", "3600"])
print("busy", os.getpid(), flush=True)
while True: pass
`;

Deno.test("from a fresh clone to JupyterLab and the app, and back to nothing", async (t) => {
  await using workspace = await tempWorkspace({
    kind: "full",
    name: "my wörkspace",
    git: true,
  });
  const before = await listing(workspace.root);
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const [jupyter, server] = servicesOf(started);
  const page = new URL(jupyter?.url ?? "");
  const app = server?.url ?? "";
  const printed = await workspace.run(["open", "--print", "server"]);
  const headers = { cookie: await cookieFrom(printed.stdout.trim()) };

  await t.step(
    "JupyterLab asks for its token and checks for XSRF",
    async () => {
      const contents = `http://${page.host}/api/contents`;
      assert.equal(await statusOf(contents), 403);
      const token = page.searchParams.get("token") ?? "";
      assert.match(token, /^[0-9a-f]{48}$/);
      const log = await workspace.run(["logs", "jupyter"]);
      assert.match(log.stdout, /lab\?token=\.\.\./);
      assert.ok(!log.stdout.includes(token));
      const authorization = `token ${token}`;
      assert.equal(
        await statusOf(contents, { headers: { authorization } }),
        200,
      );
      assert.equal(await statusOf(page.href), 200);
      // A browser has a cookie instead of a token: then XSRF must be checked.
      const signedIn = await fetch(page.href);
      await signedIn.body?.cancel();
      const cookie = signedIn.headers.getSetCookie().map((c) => c.split(";")[0])
        .join("; ");
      const forged = { method: "POST", headers: { cookie }, body: "{}" };
      assert.equal(
        await statusOf(`http://${page.host}/api/kernels`, forged),
        403,
      );
    },
  );

  await t.step(
    "the app answers and keeps its own files out of the clone",
    async () => {
      assert.equal(await statusOf(app), 403);
      assert.equal(await statusOf(app, { headers }), 200);
    },
  );

  await t.step("the app reloads an edit and a fixed mistake", async () => {
    const hello = workspace.path("app/hello.py");
    const text = await Deno.readTextFile(hello);
    await Deno.writeTextFile(hello, `${text}\nthis is no Python\n`);
    await Deno.writeTextFile(hello, text.replaceAll("Hello", "Good morning"));
    await waitFor(
      async () =>
        (await bodyOf(`${app}hello`, headers))?.includes("Good morning"),
      "the edited page",
    );
  });

  await t.step(
    "a lock change meanwhile leaves kernel and app as they were",
    async () => {
      const kernel = await startKernel(page.href);
      const prefix = /venv (.+)\n/;
      const show = "import sys; print('venv', sys.prefix, flush=True)";
      const [, venv] = await kernel.execute(show, prefix);
      assert.equal(venv, await Deno.realPath(workspace.path(".venv")));
      await workspace.write(
        "requirements.txt",
        `${await Deno.readTextFile(workspace.path("requirements.txt"))}\nsix\n`,
      );
      const setup = await workspace.run(["setup"]);
      assert.equal(setup.code, 0, setup.stderr);
      assert.notEqual(await Deno.realPath(workspace.path(".venv")), venv);
      await kernel.execute(
        "import fractions, sqlitedict; print('still', sys.prefix, flush=True)",
        new RegExp(`still ${venv}`),
      );
      kernel.close();
      const hello = workspace.path("app/hello.py");
      await Deno.writeTextFile(
        hello,
        (await Deno.readTextFile(hello)).replaceAll(
          "Good morning",
          "Good evening",
        ),
      );
      await waitFor(
        async () =>
          (await bodyOf(`${app}hello`, headers))?.includes("Good evening"),
        "the page that was edited after the lock changed",
      );
      const status = await workspace.run(["status"]);
      assert.match(
        status.stderr,
        /jupyter, server: started from an earlier \.venv\. To use the current one: deno task restart jupyter server/,
      );
    },
  );

  await t.step(
    "stop ends a busy kernel that ignores SIGTERM, and its children",
    async () => {
      const kernel = await startKernel(page.href);
      await kernel.execute(BUSY, /busy (\d+)/);
      kernel.close();
      assert.ok((await processesWith("HOME", workspace.home)).length > 4);
      const stopped = await workspace.run(["stop"]);
      assert.equal(stopped.code, 0, stopped.stderr);
      assert.deepEqual(await processesWith("HOME", workspace.home), []);
    },
  );

  await t.step(
    "nothing is left in the clone but what git ignores",
    async () => {
      const { stdout } = await workspace.exec(["git", "status", "--porcelain"]);
      // The first notebook is the user's from the moment that it is there.
      const changed = stdout.split("\n")
        .filter((line) =>
          line !== "" && !line.endsWith("notebooks/start.ipynb")
        );
      assert.deepEqual(changed.sort(), [
        " M app/hello.py",
        " M requirements.lock",
        " M requirements.txt",
      ]);
      assert.equal((await workspace.run(["clean", "--all"])).code, 0);
      const after = await listing(workspace.root);
      assert.deepEqual(
        after.filter((name) => !before.includes(name) && name !== "notebooks"),
        [],
      );
    },
  );
});

async function listing(dir: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(dir)) names.push(name);
  return names.sort();
}

async function statusOf(url: string, init?: RequestInit): Promise<number> {
  const answer = await fetch(url, { redirect: "manual", ...init });
  await answer.body?.cancel();
  return answer.status;
}

async function bodyOf(
  url: string,
  headers: HeadersInit,
): Promise<string | undefined> {
  try {
    return await (await fetch(url, { headers })).text();
  } catch {
    return undefined; // it is reloading
  }
}
