/**
 * The program that runs as the first process of the namespaces: plays the
 * scenario in the file that it is given and prints the outcome as JSON.
 *
 * It loads nothing from npm, so that nothing has to be fetched or written.
 *
 * @module
 */
import { denoSystem } from "../../system/deno.ts";
import { playScenario } from "./scenario/play_scenario.ts";
import type { Scenario } from "./scenario/scenario.ts";

const system = denoSystem();
const file = system.env.get("HEARTH_SCENARIO") ?? "";
const scenario: Scenario = JSON.parse(await system.fs.readText(file) ?? "");
const outcome = await playScenario(system, scenario);
system.terminal.writeOut(JSON.stringify(outcome));
// Everything else in here, so that nothing is left to wait for.
system.proc.signal(-1, "SIGKILL");
