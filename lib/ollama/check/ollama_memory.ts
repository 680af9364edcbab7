/**
 * What was last seen of Ollama, for those who must not wait for an answer.
 *
 * `.hearth/ollama` holds three lines: the time of the answer in seconds since
 * the epoch, the sentence of `ollamaLine()`, and the name of the model that was
 * last chosen, which may be empty. A banner reads it without a process:
 *
 * ```bash
 * { read -r at && read -r line; } <.hearth/ollama &&
 *   printf '%s (%d s ago)\n' "$line" "$((EPOCHSECONDS - at))"
 * ```
 *
 * and from TypeScript it is `recallOllama(system, paths)`. Anyone who may ask the
 * server calls `inspectOllama()`, which takes 200 ms at most and renews it.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import { ollamaLine } from "./ollama_line.ts";
import type { OllamaState } from "./ollama_state.ts";

/** What was seen, and when. */
export interface OllamaMemory {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly line: string;
  /** The last one that was chosen, maybe before; empty when there was none. */
  readonly model: string;
}

/** Reads what was last seen; `undefined` when no one looked. */
export async function recallOllama(
  { system: { fs }, paths }: Context<"fs">,
): Promise<OllamaMemory | undefined> {
  const text = await fs.readText(memoryFile(paths));
  const [at, line, model = ""] = text?.split("\n") ?? [];
  if (!at || !line || !Number.isInteger(Number(at))) return undefined;
  return { at: Number(at) * 1000, line, model };
}

/** Writes down what was seen now. */
export async function rememberOllama(
  context: Context<"fs" | "clock">,
  state: OllamaState,
): Promise<void> {
  const { system: { fs, clock }, paths } = context;
  const model = state.kind === "up"
    ? state.chosen?.name ?? ""
    : (await recallOllama(context))?.model ?? "";
  const lines = [Math.floor(clock.now() / 1000), ollamaLine(state), model];
  await fs.mkdir(paths.state, { mode: 0o700 });
  await fs.writeText(memoryFile(paths), `${lines.join("\n")}\n`);
}

function memoryFile(paths: Paths): string {
  return join(paths.state, "ollama");
}
