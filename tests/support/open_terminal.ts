/**
 * A real terminal that a test types into and reads from: tmux on a socket of
 * its own.
 *
 * @module
 */
import { join } from "node:path";
import { denoSystem } from "../../lib/system/deno.ts";
import { waitFor } from "./wait_for.ts";

/** What runs in the terminal. */
export interface TerminalOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  /** The whole environment, save `TERM`. */
  readonly env: Readonly<Record<string, string>>;
  /** @default {100} */
  readonly columns?: number;
  /** @default {30} */
  readonly rows?: number;
}

/** A terminal; disposing of it hangs up on its program. */
export interface TestTerminal extends AsyncDisposable {
  /** Presses keys by tmux's names: `"Enter"`, `"C-c"`, `"Up"`. */
  sendKeys(...keys: string[]): Promise<void>;
  /** Types text as it is. */
  type(text: string): Promise<void>;
  /** Pastes text, line ends as the Enter key; no program is told it. */
  paste(text: string): Promise<void>;
  /** What the screen shows, without trailing blanks. */
  screen(): Promise<string>;
  /** Waits until the screen matches, and shows it when it never does. */
  waitForText(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits for the program's end and gives its exit code. */
  waitForExit(): Promise<number>;
}

/**
 * Runs the program as if the user did not work inside tmux, and writes its
 * exit code to `$0`: tmux's own `pane_dead_status` is not always there. Keys
 * that interrupt reach the program, whose end the shell outlives.
 */
const NOTE_ENDING =
  'unset TMUX TMUX_PANE; trap : INT QUIT; "$@"; echo $? >"$0"';

/** Opens a terminal. */
export async function openTerminal(
  { command, cwd, env, columns = 100, rows = 30 }: TerminalOptions,
): Promise<TestTerminal> {
  const dir = await Deno.makeTempDir({ dir: "/tmp", prefix: "hearth-tty-" });
  const ending = join(dir, "ending");
  const run = (...args: string[]): Promise<string> => feed("", ...args);
  const feed = async (input: string, ...args: string[]): Promise<string> => {
    const child = new Deno.Command("tmux", {
      args: ["-S", join(dir, "s"), "-f", "/dev/null", ...args],
      env: { ...env },
      clearEnv: true,
      cwd,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(input));
    await writer.close();
    const { success, stdout, stderr } = await child.output();
    const decoder = new TextDecoder();
    if (!success) throw new Error(`tmux ${args[0]}: ${decoder.decode(stderr)}`);
    return decoder.decode(stdout);
  };
  const screen = async (): Promise<string> =>
    (await run("capture-pane", "-p")).replaceAll(/\s+$/gm, "");
  await run(
    "set-option",
    "-g",
    "remain-on-exit",
    "on",
    ";",
    "new-session",
    "-d",
    "-x",
    `${columns}`,
    "-y",
    `${rows}`,
    "-c",
    cwd,
    "--",
    "sh",
    "-c",
    NOTE_ENDING,
    ending,
    ...command,
  );
  return {
    sendKeys: async (...keys) => void await run("send-keys", "--", ...keys),
    type: async (text) => void await run("send-keys", "-l", "--", text),
    async paste(text) {
      await feed(text, "load-buffer", "-");
      await run("paste-buffer", "-d");
    },
    screen,
    async waitForText(pattern) {
      let shown = "";
      try {
        return await waitFor(async () => {
          shown = await screen();
          return pattern.exec(shown) ?? undefined;
        }, `${pattern} on the screen`);
      } catch (cause) {
        throw new Error(`Never saw ${pattern}; the screen:\n${shown}`, {
          cause,
        });
      }
    },
    waitForExit: async () =>
      Number(
        await waitFor(
          async () => /^\d+\n/.exec(await Deno.readTextFile(ending))?.[0],
          `the end of: ${command.join(" ")}`,
        ),
      ),
    async [Symbol.asyncDispose]() {
      const server = Number(await run("display-message", "-p", "#{pid}"));
      await run("kill-server");
      await waitFor(() => hasEnded(server), "the end of the terminal");
      await Deno.remove(dir, { recursive: true });
    },
  };
}

async function hasEnded(pid: number): Promise<boolean> {
  const info = await denoSystem().proc.find(pid);
  return info === undefined || info.zombie;
}
