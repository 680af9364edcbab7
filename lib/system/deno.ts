/**
 * The real machine: every port, backed by Deno.
 *
 * @module
 */
import { denoClock } from "./deno_clock.ts";
import { denoEnvironment } from "./deno_environment.ts";
import { denoFileSystem } from "./files/deno_file_system.ts";
import { denoNetwork } from "./network/deno_network.ts";
import { denoProcesses } from "./processes/deno_processes.ts";
import { denoTerminal } from "./deno_terminal.ts";
import type { System } from "./mod.ts";

/** The machine that Hearth runs on. */
export function denoSystem(): System {
  const env = denoEnvironment();
  const proc = denoProcesses(env.os);
  return {
    fs: denoFileSystem(),
    proc,
    net: denoNetwork(env.os, proc),
    env,
    clock: denoClock(),
    terminal: denoTerminal(),
  };
}
