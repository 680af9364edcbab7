/**
 * Progress as a person wants to see it: one live line per running stage on a
 * terminal, plain lines anywhere else.
 *
 * @module
 */
import type { Reporter, Stage } from "./reporter.ts";
import type { System } from "../system/mod.ts";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/** Milliseconds between two frames of the live line. */
const FRAME_MS = 80;
/** Seconds after which a stage without a terminal says that it is alive. */
const HEARTBEAT_S = 30;

/**
 * Whether escape sequences are welcome, by the conventions for saying so.
 *
 * @param isTerminal whether the stream is one to which they would go
 */
export function isDecorated(
  { env, terminal }: Pick<System, "env" | "terminal">,
  isTerminal: boolean = terminal.stderrIsTerminal,
): boolean {
  return isTerminal && env.get("TERM") !== "dumb" &&
    !env.get("NO_COLOR") && !env.get("CI");
}

/** Reports to standard error; results go to standard output. */
export function terminalReporter(
  system: Pick<System, "env" | "terminal" | "clock">,
): Reporter {
  const { terminal } = system;
  const decorated = isDecorated(system);
  const live = decorated ? new LiveLines(system) : undefined;
  const print = (line: string): void => {
    live?.clear();
    terminal.writeError(`${line}\n`);
    live?.draw();
  };
  return {
    stage: (title) =>
      live ? live.begin(title, print) : plainStage(system, title, print),
    note: print,
    warn: (message) =>
      print(decorated ? yellow(`! ${message}`) : `Warning: ${message}`),
    result: (text) => {
      live?.clear();
      const isRead = terminal.writeOut(`${text}\n`);
      live?.draw();
      return isRead;
    },
  };
}

function plainStage(
  { clock }: Pick<System, "clock">,
  title: string,
  print: (line: string) => void,
): Stage {
  const begun = clock.elapsed();
  const took = (): string => seconds(clock.elapsed() - begun);
  print(`${title} ...`);
  const endHeartbeat = clock.every(
    HEARTBEAT_S * 1000,
    () => print(`${title} ... still running after ${took()}`),
  );
  const end = (line: string): void => {
    endHeartbeat();
    print(line);
  };
  return {
    update() {},
    done: (outcome = "done") => end(`${title}: ${outcome} (${took()})`),
    failed: () => end(`${title}: failed (${took()})`),
  };
}

/** The stages that run now, redrawn in place with their elapsed time. */
class LiveLines {
  readonly #system: Pick<System, "terminal" | "clock">;
  readonly #running = new Map<symbol, () => string>();
  #drawn = 0;
  #frame = 0;
  #endTicks: (() => void) | undefined;

  constructor(system: Pick<System, "terminal" | "clock">) {
    this.#system = system;
  }

  begin(title: string, print: (line: string) => void): Stage {
    const { clock } = this.#system;
    const begun = clock.elapsed();
    const key = Symbol(title);
    const took = (): string => grey(seconds(clock.elapsed() - begun));
    let detail = "";
    const end = (line: string): void => {
      this.#running.delete(key);
      print(line);
      if (this.#running.size === 0) this.#endTicks?.();
    };
    if (this.#running.size === 0) {
      this.#endTicks = clock.every(FRAME_MS, () => this.#tick());
    }
    this.clear();
    this.#running.set(key, () => `${title} ${took()} ${grey(detail)}`);
    this.draw();
    return {
      update: (text) => void (detail = text),
      done: (outcome) =>
        end(
          `${green("✔")} ${title}${outcome ? `: ${outcome}` : ""} ${took()}`,
        ),
      failed: () => end(`${red("✖")} ${title} ${took()}`),
    };
  }

  clear(): void {
    if (this.#drawn === 0) return;
    this.#system.terminal.writeError(`\x1b[${this.#drawn}A\r\x1b[J`);
    this.#drawn = 0;
  }

  draw(): void {
    const spinner = cyan(FRAMES[this.#frame % FRAMES.length] ?? "");
    const width = this.#system.terminal.columns() - 3;
    const lines = [...this.#running.values()]
      .map((line) => `${spinner} ${shorten(line(), width)}\n`);
    this.#system.terminal.writeError(lines.join(""));
    this.#drawn = lines.length;
  }

  #tick(): void {
    this.#frame++;
    this.clear();
    this.draw();
  }
}

/** Cuts a line to `width` characters, not counting its escape sequences. */
export function shorten(line: string, width: number): string {
  let shown = 0;
  // deno-lint-ignore no-control-regex -- ESC is what escape sequences begin with
  return line.replace(/\x1b\[\d+m|./gu, (part) => {
    if (part.length > 2 && part.startsWith("\x1b")) return part;
    return ++shown <= width ? part : "";
  });
}

/** A duration in milliseconds as `0.4 s` or `1 min 5 s`. */
export function seconds(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round(ms % 60_000 / 1000)} s`;
}

const paint = (code: number) => (text: string): string =>
  text === "" ? "" : `\x1b[${code}m${text}\x1b[0m`;
const red = paint(31);
const green = paint(32);
const yellow = paint(33);
const cyan = paint(36);
const grey = paint(90);
