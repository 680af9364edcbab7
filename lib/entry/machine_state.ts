/**
 * The banner's lines about the machine, which change without the workspace:
 * kept with the time at which it was looked at.
 *
 * @module
 */
import type { Paths } from "../paths.ts";
import { join } from "../posix_path.ts";
import type { System } from "../system/mod.ts";
import type { Workspace } from "../workspace.ts";
import { describeGpu, findGpu } from "./gpu.ts";
import { describeMachine } from "./machine.ts";
import { ollamaLine } from "./ollama_line.ts";
import { shellQuote } from "./shell_quote.ts";

/** What was found, a line each. */
export interface MachineState {
  readonly system: string;
  readonly gpu: string;
  readonly ollama: string;
}

/** Looks at the machine and keeps the answer for `nix/hook.bash`. */
export async function lookAtMachine(
  system: System,
  paths: Paths,
  workspace: Workspace,
): Promise<MachineState> {
  const [gpu, ollama] = await Promise.all([
    findGpu(system),
    ollamaLine(system, paths, workspace),
  ]);
  const state: MachineState = {
    system: await describeMachine(system),
    gpu: describeGpu(gpu),
    ollama,
  };
  const values = {
    ...state,
    // A terminal must never be told what a server made up.
    ollama: printable(state.ollama),
    asked: `${Math.floor(system.clock.now() / 1000)}`,
  };
  await system.fs.writeText(
    join(paths.entry, "machine.bash"),
    Object.entries(values).map(([name, value]) =>
      `_hearth_${name}=${shellQuote(value)}\n`
    ).join(""),
  );
  return state;
}

/** Text without control characters. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "");
}
