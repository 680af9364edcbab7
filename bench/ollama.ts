/**
 * How much `ollama` alone takes over a Deno program that is empty: with a real
 * server, with nobody on the port, and with a server that never answers.
 *
 *     deno run -A bench/ollama.ts [--rounds N] [--json]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { freePort } from "../tests/free_port.ts";
import { silentServer } from "../tests/odd_servers.ts";
import { ollamaServer } from "../tests/ollama_server.ts";
import { tempWorkspace } from "../tests/temp_workspace.ts";
import { interleave, type Variant } from "./measure.ts";
import { printComparison } from "./print_comparison.ts";
import { progress } from "./progress.ts";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "40" },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(flags.rounds);

await using server = await ollamaServer({ models: ["tiny"] });
await using silent = silentServer();
await using workspace = await tempWorkspace({ declares: { models: ["tiny"] } });
await workspace.write("empty.ts", "");
const nobody = `127.0.0.1:${freePort()}`;

const variants: readonly Variant[] = [
  {
    name: "empty program",
    run: () => timed(["run", "-A", "--no-prompt", "empty.ts"], "", 0),
  },
  { name: "server up", run: () => check(server.url, 0) },
  { name: "port closed", run: () => check(nobody, 3) },
  { name: "server hangs", run: () => check(silent.host, 1) },
];
const results = await interleave(variants, {
  rounds,
  warmup: 2,
  onRound: (round) => progress(round, rounds),
});
printComparison({
  "hearth ollama, whole process": results.map(({ name, times }) => [
    name,
    times,
  ]),
}, { base: "empty program", json: flags.json });

/** As `deno task ollama` runs it, without what `deno task` takes itself. */
function check(host: string, code: number): Promise<number> {
  const main = ["run", "-q", "-P=ollama", "--no-prompt", "main.ts", "ollama"];
  return timed(main, host, code);
}

/** Times Deno with these arguments; it has to end with that code. */
async function timed(
  args: readonly string[],
  host: string,
  expected: number,
): Promise<number> {
  const begun = performance.now();
  const { code, stderr } = await workspace.exec([Deno.execPath(), ...args], {
    env: { OLLAMA_HOST: host },
  });
  const took = performance.now() - begun;
  if (code !== expected) throw new Error(stderr);
  return took;
}
