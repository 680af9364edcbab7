/**
 * Questions that Ctrl-Z may interrupt.
 *
 * @module
 */
import type nodeProcess from "node:process";
import type { Processes } from "../../system/mod.ts";

/** Lines that a question takes on the screen. */
const LINES = 4;
const SHOW_CURSOR = "\x1b[?25h";
const HIDE_CURSOR = "\x1b[?25l";

/** The part of a question's options that changes its look. */
export interface Look {
  readonly message: string;
  withGuide?: boolean;
}

/**
 * Suspends the whole job at Ctrl-Z, as the terminal would if it were not in raw
 * mode, and takes up the question when the shell continues the job. Without it
 * the question library gives up its input for good.
 *
 * @param look the options of the question, which is drawn anew by changing them
 */
export function suspendable(
  { suspendJob }: Pick<Processes, "suspendJob">,
  { process, look }: {
    readonly process: typeof nodeProcess;
    readonly look: Look;
  },
): Disposable {
  const { stdin, stderr } = process;
  const setRawMode = stdin.setRawMode.bind(stdin);
  const suspend = async (): Promise<void> => {
    stderr.write(SHOW_CURSOR);
    setRawMode(false);
    if (!await suspendJob()) goOn();
  };
  const goOn = (): void => {
    // The shell may have changed the mode without Deno's knowing.
    setRawMode(false);
    setRawMode(true);
    stdin.resume();
    stderr.write(HIDE_CURSOR + "\n".repeat(LINES));
    // What looks as before is not drawn.
    for (const withGuide of [false, true]) {
      look.withGuide = withGuide;
      stderr.emit("resize");
    }
  };
  const onKey = (
    _text: unknown,
    key?: { name?: string; ctrl?: boolean },
  ): void => {
    if (key?.ctrl !== true || key.name !== "z") return;
    // The library must not suspend a part of the job by itself.
    key.name = "";
    void suspend();
  };
  stdin.on("keypress", onKey);
  process.on("SIGCONT", goOn);
  return {
    [Symbol.dispose]() {
      stdin.off("keypress", onKey);
      process.off("SIGCONT", goOn);
    },
  };
}
