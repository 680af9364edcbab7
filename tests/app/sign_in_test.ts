import assert from "node:assert/strict";
import { dirname } from "node:path";
import { workspacePaths } from "../../lib/core/files/paths.ts";
import { addressFile } from "../../lib/services/open/address_file.ts";
import { openService } from "../../lib/services/open/open_service.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import type { Service } from "../../lib/workspace/workspace.ts";
import { ADDRESSES } from "../support/app/app_addresses.ts";
import { type AppServer, startAppServer } from "../support/app/app_server.ts";
import { cookieFrom } from "../support/app/app_sign_in.ts";
import { openBrowser } from "../support/app/browser.ts";
import { requires, requiresRoot } from "../support/requires.ts";
import { testPython } from "../support/setup/test_python.ts";
import { waitFor } from "../support/wait_for.ts";

/** The status of an answer to a browser with that cookie, or without one. */
async function statusOf(
  app: AppServer,
  path: string,
  { cookie = "", method = "GET" } = {},
): Promise<number> {
  const answer = await fetch(app.url + path, {
    method,
    headers: { Cookie: cookie, Origin: app.url },
    redirect: "manual",
  });
  await answer.body?.cancel();
  return answer.status;
}

Deno.test("server.py answers nothing but its health without a sign-in", async () => {
  await using app = await startAppServer();
  const [name] = app.cookie.split("=");
  const foreign = ["", `${name}=`, `${name}=guess`, `${name}=é`];
  for (const cookie of [...foreign, app.cookie.replace("hearth-", "hearth")]) {
    for (const path of ADDRESSES.GET) {
      const status = await statusOf(app, path, { cookie });
      assert.equal(status, path === "/health" ? 200 : 403, path);
    }
    for (const path of [...ADDRESSES.POST, "/health"]) {
      const status = await statusOf(app, path, { cookie, method: "POST" });
      assert.equal(status, path === "/health" ? 405 : 403, path);
    }
  }
  const refused = await fetch(app.url);
  assert.match(await refused.text(), /deno task open --print/);
  assert.deepEqual(refused.headers.getSetCookie(), []);
  const counter = await (await app.fetch("/counter")).text();
  assert.match(counter, /<output id="count">0</);
});

Deno.test("a sign-in address works once, and the next one is another", async () => {
  await using app = await startAppServer();
  const address = await app.signInAddress();
  const head = await fetch(address, { method: "HEAD" });
  assert.equal(head.status, 403);
  const page = address.replace("/?", "//elsewhere.example/hello?name=Ada&");
  const answer = await fetch(page, { redirect: "manual" });
  await answer.body?.cancel();
  assert.equal(answer.status, 303);
  assert.equal(
    answer.headers.get("location"),
    `${app.url}//elsewhere.example/hello?name=Ada`,
  );
  const [cookie] = answer.headers.getSetCookie();
  assert.match(
    cookie ?? "",
    RegExp(`^hearth-${app.port}=[\\w-]{43}; HttpOnly; Path=/; SameSite=`),
  );
  const path = new URL(address).pathname + new URL(address).search;
  assert.equal(await statusOf(app, path), 403);
  assert.notEqual(await app.signInAddress(), address);
  // A browser that is signed in may use an old address, and spends no new one.
  const next = await app.signInAddress();
  assert.equal(await statusOf(app, path, { cookie: app.cookie }), 303);
  assert.equal(await app.signInAddress(), next);
});

Deno.test("server.py shows its tokens to no other user, and to no log", async () => {
  await using app = await startAppServer();
  const file = addressFile(workspacePaths(app.dir), "server");
  const modeOf = async (path: string): Promise<number> =>
    ((await Deno.stat(path)).mode ?? 0) & 0o777;
  const used = await app.signInAddress();
  await cookieFrom(used);
  assert.equal(await modeOf(file), 0o600);
  assert.equal(await modeOf(dirname(file)), 0o700);
  // The log is written by another process.
  await waitFor(() => app.log.match(/GET \/ /g)?.length === 2, "the log");
  const command = await denoSystem().proc.commandLine(app.pid);
  for (const address of [used, await app.signInAddress()]) {
    const token = new URL(address).searchParams.get("sign_in") ?? "?";
    for (const secret of [token, app.cookie.split("=")[1] ?? "?"]) {
      assert.ok(!`${app.log}${command}`.includes(secret));
    }
  }
});

Deno.test({
  ...requiresRoot(["python3"], "another user cannot use or delete a chat"),
  async fn() {
    await using app = await startAppServer();
    // As where the workspace is in a directory that all may enter.
    await Deno.chmod(app.dir, 0o755);
    const asOther = async (...command: string[]): Promise<string> => {
      const { stdout, stderr } = await new Deno.Command("setpriv", {
        args: [
          ...["--reuid=65534", "--regid=65534", "--clear-groups"],
          ...command,
        ],
      }).output();
      return new TextDecoder().decode(new Uint8Array([...stdout, ...stderr]));
    };
    const ask = `
import sys, urllib.request, urllib.error
for method, path in ("GET", "/chat"), ("POST", "/chat/some-id/delete"), ("POST", "/secret/SECRET"):
    request = urllib.request.Request(sys.argv[1] + path, method=method)
    request.add_header("Origin", sys.argv[1])
    try:
        print(urllib.request.urlopen(request).status)
    except urllib.error.HTTPError as error:
        print(error.code)
`;
    const told = await asOther("/usr/bin/python3", "-c", ask, app.url);
    assert.equal(told, "403\n403\n403\n");
    const paths = workspacePaths(app.dir);
    for (const file of [addressFile(paths, "server"), dirname(paths.chat)]) {
      const text = await asOther("/bin/cat", `${file}`);
      assert.match(text, /denied|directory/, file);
    }
    const environment = await asOther("/bin/cat", `/proc/${app.pid}/environ`);
    assert.match(environment, /denied/);
  },
});

Deno.test("browsers stay signed in over a reload, not over a new start", async () => {
  await using app = await startAppServer();
  const address = await app.signInAddress();
  await app.edit("app/hello.py", (text) => `${text}\ndef (\n`);
  await app.untilPageSays("/hello", "The app does not start");
  await app.edit("app/hello.py", (text) => text.replace("\ndef (\n", ""));
  await app.untilPageSays("/hello", "Hello, world!");
  assert.equal(await cookieFrom(address), app.cookie);

  await using other = await startAppServer();
  const value = app.cookie.split("=")[1];
  const cookie = `hearth-${other.port}=${value}`;
  assert.equal(await statusOf(other, "/hello", { cookie }), 403);
});

Deno.test("server.py prints its sign-in address when it is run by hand", async () => {
  await using app = await startAppServer();
  const child = new Deno.Command(await testPython(), {
    args: ["server.py"],
    cwd: app.dir,
    env: { PORT: "0", HEARTH_ADDRESS_FILE: "" },
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let log = "";
  const addresses = (): string[] =>
    [...log.matchAll(
      /sign in a browser, open this once: (\S+)/g,
    )].map(([, url]) => url ?? "");
  const read = (async () => {
    for await (
      const text of child.stdout.pipeThrough(new TextDecoderStream())
    ) log += text;
  })();
  try {
    const [first] = await waitFor(
      () => /^Serving /m.test(log) ? addresses() : undefined,
      "the address",
    );
    await cookieFrom(first ?? "");
    await waitFor(() => addresses().length === 2, "the next address");
    await cookieFrom(addresses()[1] ?? "");
  } finally {
    child.kill("SIGTERM");
    await Promise.all([child.status, read]);
  }
});

Deno.test({
  ...requires(["chromium"], "a browser signs in through the private page"),
  async fn() {
    await using app = await startAppServer();
    await using browser = await openBrowser();
    const paths = workspacePaths(app.dir);
    const system = denoSystem();
    const env = { ...system.env, get: () => "/bin/true" };
    const service = { name: "server", address: "file" } as Service;
    const address = await app.signInAddress();
    await openService({ system: { ...system, env }, paths }, {
      service,
      url: address,
    });
    const page = await browser.context.newPage();
    await page.goto(`file://${paths.run}/pages/server.html`);
    await page.waitForURL(`${app.url}/`);
    await page.locator("h1", { hasText: "Hearth" }).waitFor();
    await page.click("text=Counter");
    await page.getByRole("button", { name: "Add one" }).click();
    await page.locator("#count", { hasText: /^1$/ }).waitFor();
    assert.equal(await page.evaluate("document.cookie"), "");
    // A link on a page of another site leads into the app.
    await page.goto(`data:text/html,<a href="${app.url}/hello">Hello</a>`);
    await page.click("a");
    await page.locator("h1", { hasText: "Hello, world!" }).waitFor();
    // What a page of the app sends after it started again shows how to sign in.
    await page.goto(`${app.url}/counter`);
    await browser.context.clearCookies();
    await page.getByRole("button", { name: "Add one" }).click();
    await page.locator("h1", { hasText: "Not signed in" }).waitFor();
  },
});
