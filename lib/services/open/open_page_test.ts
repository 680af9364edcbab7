import assert from "node:assert/strict";
import { whyNotOpen } from "./open_page.ts";
import type { Environment, Terminal } from "../../system/mod.ts";

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
): string | undefined {
  return whyNotOpen({
    env: { get: (name: string) => variables[name], os } as Environment,
    terminal: { stdoutIsTerminal: terminal } as Terminal,
  }, urls);
}

Deno.test("whyNotOpen() opens where there is a display, on macOS and on WSL", () => {
  assert.equal(why({ DISPLAY: ":0" }), undefined);
  assert.equal(why({ WAYLAND_DISPLAY: "wayland-0" }), undefined);
  assert.equal(why({ WSL_DISTRO_NAME: "Ubuntu" }), undefined);
  assert.equal(why({}, { os: "darwin" }), undefined);
  assert.equal(why({ BROWSER: "firefox" }), undefined);
});

Deno.test("whyNotOpen() says that there is no terminal or no display", () => {
  assert.match(
    why({ DISPLAY: ":0" }, { terminal: false }) ?? "",
    /No terminal/,
  );
  assert.match(why({ DISPLAY: ":0", CI: "true" }) ?? "", /No terminal/);
  assert.match(why({}) ?? "", /No display/);
});

Deno.test("whyNotOpen() gives the line that forwards every port over SSH", () => {
  const connection = {
    SSH_CONNECTION: "192.0.2.7 5 192.0.2.9 22",
    USER: "ann",
  };
  const forward =
    /ssh -L 8888:127\.0\.0\.1:8888 -L 5001:127\.0\.0\.1:5001 ann@192\.0\.2\.9/;
  assert.match(why({ ...connection, DISPLAY: ":0" }) ?? "", forward);
  assert.match(
    why(connection, { urls: ["http://[::1]:8000/"] }) ?? "",
    /ssh -L '8000:\[::1\]:8000' ann@/,
  );
  assert.match(why(connection, { os: "darwin" }) ?? "", forward);
});
