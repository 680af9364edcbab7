import assert from "node:assert/strict";
import { whyNotOpen } from "./open_page.ts";
import type { Environment, FileSystem, Terminal } from "../../system/mod.ts";

/** Why no page opens on a machine like that; `undefined` when one does. */
function why(
  variables: Record<string, string>,
  {
    os = "linux",
    terminal = true,
    urls = ["http://127.0.0.1:8888/lab?token=x", "http://127.0.0.1:5001/"],
  }: {
    readonly os?: Environment["os"];
    readonly terminal?: boolean;
    readonly urls?: readonly string[];
  } = {},
): Promise<string | undefined> {
  return whyNotOpen({
    // No kernel that says it is WSL's.
    fs: { readText: () => Promise.resolve(undefined) } as unknown as FileSystem,
    env: { get: (name: string) => variables[name], os } as Environment,
    terminal: { stdoutIsTerminal: terminal } as Terminal,
  }, urls);
}

Deno.test("whyNotOpen() opens where there is a display, on macOS and on WSL", async () => {
  assert.equal(await why({ DISPLAY: ":0" }), undefined);
  assert.equal(await why({ WAYLAND_DISPLAY: "wayland-0" }), undefined);
  assert.equal(await why({ WSL_DISTRO_NAME: "Ubuntu" }), undefined);
  assert.equal(await why({}, { os: "darwin" }), undefined);
  assert.equal(await why({ BROWSER: "firefox" }), undefined);
});

Deno.test("whyNotOpen() says that there is no terminal or no display", async () => {
  assert.match(
    await why({ DISPLAY: ":0" }, { terminal: false }) ?? "",
    /No terminal/,
  );
  assert.match(await why({ DISPLAY: ":0", CI: "true" }) ?? "", /No terminal/);
  assert.match(await why({}) ?? "", /No display/);
});

Deno.test("whyNotOpen() gives the line that forwards every port over SSH", async () => {
  const connection = {
    SSH_CONNECTION: "192.0.2.7 5 192.0.2.9 22",
    USER: "ann",
  };
  const forward =
    /ssh -L 8888:127\.0\.0\.1:8888 -L 5001:127\.0\.0\.1:5001 ann@192\.0\.2\.9/;
  assert.match(await why({ ...connection, DISPLAY: ":0" }) ?? "", forward);
  assert.match(
    await why(connection, { urls: ["http://[::1]:8000/"] }) ?? "",
    /ssh -L '8000:\[::1\]:8000' ann@/,
  );
  assert.match(await why(connection, { os: "darwin" }) ?? "", forward);
});
