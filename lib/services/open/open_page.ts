/**
 * Opens pages in the user's browser, where there is one.
 *
 * @module
 */
import { shellQuote } from "../../core/text/shell_quote.ts";
import { isWsl } from "../../machine/machine.ts";
import { withoutLauncher } from "../launch/environment/service_environment.ts";
import type { System } from "../../system/mod.ts";

type Machine = Pick<System, "env" | "proc" | "terminal">;

/**
 * Why no page can be opened here, as a note for the user; `undefined` when one
 * can.
 *
 * @param urls Addresses that the user will have to open themselves
 */
export async function whyNotOpen(
  { env, fs, terminal }: Pick<System, "env" | "fs" | "terminal">,
  urls: readonly string[] = [],
): Promise<string | undefined> {
  if (!terminal.stdoutIsTerminal || env.get("CI")) {
    return "No terminal: open the pages yourself";
  }
  if (env.get("BROWSER")) return undefined;
  if (env.get("SSH_CONNECTION")) {
    const forwards = urls.map((url) => new URL(url))
      .map(({ hostname, port }) => `-L ${forwardTo(hostname, port)}`).join(" ");
    return `Over SSH: on your own machine run "ssh ${forwards} ${
      sshTarget({ env })
    }", then open the pages there`;
  }
  const display = env.os === "darwin" || env.get("DISPLAY") ||
    env.get("WAYLAND_DISPLAY") || await isWsl({ env, fs });
  return display ? undefined : "No display: open the pages yourself";
}

/**
 * Opens one page; returns false when the browser could not be started.
 *
 * @param target An address without a token, as every user of the machine can
 *   read it; or the absolute path of a file
 */
export async function openPage(
  system: Machine,
  target: string,
): Promise<boolean> {
  const browser = system.env.get("BROWSER");
  try {
    if (browser) return await openWith(system, browser, await urlOf(target));
    const { default: open } = await import("open");
    // On WSL it translates a path for Windows, but no address of a file.
    await open(target);
    return true;
  } catch {
    return false;
  }
}

async function urlOf(target: string): Promise<string> {
  if (!target.startsWith("/")) return target;
  const { pathToFileURL } = await import("node:url");
  return pathToFileURL(target).href;
}

/**
 * Honours `BROWSER`: commands separated by colons, of which the first that can
 * be run is taken; `%s` stands for the address.
 */
async function openWith(
  { env, proc }: Pick<System, "env" | "proc">,
  browser: string,
  url: string,
): Promise<boolean> {
  for (const command of browser.split(":").filter((part) => part !== "")) {
    const words = command.split(/\s+/).filter((word) => word !== "");
    const argv = words.some((word) => word.includes("%s"))
      ? words.map((word) => word.replaceAll("%s", url))
      : [...words, url];
    if (!await proc.has(argv[0] ?? "")) continue;
    await proc.launch(argv, {
      cwd: env.cwd,
      env: withoutLauncher(env.all()),
      log: "/dev/null",
    });
    return true;
  }
  return false;
}

/** A forwarded port; zsh would read IPv6's brackets as a pattern. */
function forwardTo(hostname: string, port: string): string {
  const forward = `${port}:${hostname}:${port}`;
  return hostname.startsWith("[") ? shellQuote(forward) : forward;
}

function sshTarget({ env }: Pick<System, "env">): string {
  // "client-ip client-port server-ip server-port", as sshd(8) sets it
  const server = env.get("SSH_CONNECTION")?.split(" ")[2] ?? "HOST";
  return `${env.get("USER") ?? "USER"}@${server}`;
}
