/**
 * Other ways to run this repository's services: as pip installs them, by flakes
 * all in bash and by managers of processes.
 *
 * @module
 */
import type { SuiteContext } from "../lib/bench/sampling/suite.ts";
import type { Program } from "../lib/bench/services/programs.ts";
import {
  type BareWays,
  leftBehind,
  type Way,
  type WaysOptions,
  within,
} from "../lib/bench/services/service_ways.ts";
import type { Place } from "../lib/bench/places/places.ts";
import { bashFlakes } from "./bash_flakes.ts";
import { forgetServers, keepBusy } from "./busy_kernel.ts";
import { managersOf } from "./managers.ts";
import { plainVenv } from "./plain_venv.ts";

/** Name of the commands that a README would name, in pip's environment. */
export const AS_PIP_GIVES = "as pip gives it";

/** What the suites of services add for this repository. */
export const rivals: WaysOptions = {
  keepBusy: async (workspace, programs) => {
    const jupyter = programs.find(({ name }) => name === "jupyter");
    if (jupyter?.port) await keepBusy(workspace, jupyter.port);
  },
  beforeBare: forgetServers,
  rivals: otherWays,
};

async function otherWays(
  { note }: SuiteContext,
  { workspace }: Place,
  { programs, way }: BareWays,
): Promise<Way[]> {
  const ways: Way[] = [];
  const plain = await plainVenv(workspace);
  if ("venv" in plain) {
    const listed = asPipGives(plain.venv, programs);
    const what = { name: AS_PIP_GIVES, kind: "rival" } as const;
    ways.push(way(what, listed, "everything"));
  } else note(`${AS_PIP_GIVES} is left out: ${plain.error}`);
  for (const flake of await bashFlakes(workspace, note)) {
    // The hook writes the scripts.
    await flake.enter();
    ways.push({
      name: flake.name,
      kind: "bash",
      timing: within(async (options) => {
        const { left, ...cycle } = await flake.cycle(options);
        if (left > 0) note(leftBehind(flake.name));
        return cycle;
      }),
    });
  }
  for (const [name, launch] of await managersOf(workspace, programs, note)) {
    ways.push(way({ name, kind: "rival" }, [launch], "launched"));
  }
  return ways;
}

/** The commands that a README without Hearth would name, in another venv. */
function asPipGives(
  venv: string,
  programs: readonly Program[],
): Program[] {
  const commands: Readonly<Record<string, readonly string[]>> = {
    jupyter: ["jupyter", "lab", "--no-browser", "--allow-root"],
    server: ["python", "server.py"],
  };
  return programs.map(({ name, env, ...program }) => {
    const [first, ...args] = commands[name] ?? [];
    const port = name === "jupyter" ? [`--port=${program.port}`] : [];
    return {
      ...program,
      name,
      command: [`${venv}/bin/${first}`, ...args, ...port],
      env: inVenv(venv, env),
    };
  });
}

/** The variables of a program as it would have them in another venv. */
export function inVenv(
  venv: string,
  env: Program["env"],
): Record<string, string> {
  const path = env.PATH?.split(":").slice(1).join(":");
  return { ...env, PATH: `${venv}/bin:${path}`, VIRTUAL_ENV: venv };
}
