/**
 * What to do when Ollama is not there, or not as it should be.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { EXIT, UserError } from "../../core/errors.ts";
import type { System } from "../../system/mod.ts";
import { OLDEST, type OllamaState } from "./ollama_state.ts";
import { isWsl } from "../../machine/machine.ts";

/** A server that can be used. */
export type RunningOllama = Extract<OllamaState, { kind: "up" }>;

type Machine = Pick<System, "env" | "fs" | "proc">;

/**
 * Returns the state back when the server can be used.
 *
 * @throws {UserError} saying what is wrong and what to type on this machine;
 *   its exit code is 3 where the user has to install or start something
 */
export async function requireOllama(
  system: Machine,
  state: OllamaState,
): Promise<RunningOllama> {
  switch (state.kind) {
    case "up":
      return state;
    case "down":
      throw new UserError(
        `Cannot reach Ollama at ${state.url}: ${state.why}`,
        { hint: await howToStart(system), exitCode: EXIT.needsUser },
      );
    case "outdated":
      throw new UserError(
        `Ollama ${state.version} at ${state.url} is too old: Hearth needs ${OLDEST} or later`,
        {
          hint: `Install the current version: ${await howToGet(system)}`,
          exitCode: EXIT.needsUser,
        },
      );
    case "silent":
      throw new UserError(
        `Ollama at ${state.url} did not answer within ${
          Math.round(state.deadline)
        } ms`,
        { hint: "It is busy or hangs: check its log, or restart it." },
      );
    case "stranger":
      throw new UserError(
        `The server at ${state.url} is not Ollama`,
        { hint: "Set OLLAMA_HOST to the address of Ollama." },
      );
    case "misconfigured":
      throw new UserError(
        `Cannot use OLLAMA_HOST: ${
          JSON.stringify(state.value)
        } is not an HTTP address`,
        { hint: "Write it as host, host:port or http://host:port." },
      );
  }
}

/** What brings a server up here. */
async function howToStart(system: Machine): Promise<string> {
  const start = `${HEARTH} start --ollama`;
  if (await system.proc.has("ollama")) {
    return `Start it with "${start}" (then "${HEARTH} stop" stops it), or with "ollama serve".`;
  }
  const onWindows = await isWsl(system)
    ? "\nOr use an Ollama that runs on Windows: set OLLAMA_HOST to its address."
    : "";
  return `Install it: ${await howToGet(
    system,
  )}. Then start it: ${start}.${onWindows}`;
}

/** The command that installs it here, or the page that explains it. */
export async function howToGet(
  { env, proc }: Pick<System, "env" | "proc">,
): Promise<string> {
  if (await proc.has("nix")) return "nix profile install nixpkgs#ollama";
  if (env.os === "darwin" && await proc.has("brew")) {
    return "brew install ollama";
  }
  return env.os === "linux"
    ? "curl -fsSL https://ollama.com/install.sh | sh"
    : "https://ollama.com/download";
}

/**
 * The name of the model that would answer.
 *
 * @throws {UserError} with exit code 3 when there is none
 */
export function requireModel({ chosen, wanted, url }: RunningOllama): string {
  if (chosen !== null) return chosen.name;
  throw new UserError(`Ollama at ${url} has no model that can chat`, {
    hint: `Download one: ${HEARTH} ollama pull ${wanted ?? "llama3.2"}`,
    exitCode: EXIT.needsUser,
  });
}
