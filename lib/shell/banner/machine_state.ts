/**
 * The banner's lines about the machine, which change without the workspace.
 *
 * @module
 */
import { inspectOllama } from "../../ollama/check/inspect_ollama.ts";
import { ollamaLine } from "../../ollama/check/ollama_line.ts";
import type { OllamaState } from "../../ollama/check/ollama_state.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { join } from "../../core/files/posix_path.ts";
import { describeGpu, findGpu } from "../../machine/gpu.ts";
import { describeMachine } from "../../machine/machine.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";

/** Milliseconds that a model has for a few words. */
const TIMEOUT_MS = 5000;

/** What was found, a line each. */
export interface MachineState {
  readonly system: string;
  readonly gpu: string;
  readonly ollama: string;
}

/**
 * Looks at the machine and keeps the answers for `nix/hook.bash`: Ollama's in
 * `.hearth/ollama`, with its time.
 */
export async function inspectMachine(
  context: WorkspaceContext,
): Promise<MachineState> {
  const { system } = context;
  const [gpu, ollama] = await Promise.all([
    findGpu(system),
    inspectOllama(context),
  ]);
  const lines = {
    system: await describeMachine(system),
    gpu: describeGpu(gpu),
  };
  await system.fs.writeText(
    join(context.paths.entry, "machine.bash"),
    Object.entries(lines).map(([name, line]) =>
      `_hearth_${name}=${shellQuote(line)}\n`
    ).join(""),
  );
  await keepGreeting(context, ollama);
  return { ...lines, ollama: ollamaLine(ollama) };
}

/**
 * The words for the next entry, where `workspace.ts` asks for them: a model
 * takes longer than somebody who enters should wait.
 */
async function keepGreeting(
  { system, paths, workspace: { name, ollama: wishes } }: WorkspaceContext,
  state: OllamaState,
): Promise<void> {
  const file = join(paths.entry, "greeting");
  if (!wishes?.greeting) return await system.fs.remove(file);
  const { greeting } = await import("../../ollama/models/greeting.ts");
  const words =
    await greeting(system, { state, workspace: name, patience: TIMEOUT_MS }) ??
      "";
  // The hook prints it, so it must not command the terminal.
  await system.fs.writeText(file, `${words.replaceAll(/\p{Cc}/gu, " ")}\n`);
}
