/**
 * Where the time of JupyterLab's start goes: as it comes, with the launcher,
 * and with the launcher lacking each of its measures in turn.
 *
 * `deno run -A bench/jupyter_start.ts [--venv DIR] [--plain-venv DIR]
 * [--base ROW] [--rounds N] [--json]`
 *
 * A measure that no longer gains anything shows as a ratio near 1 of "launcher
 * without" it: then JupyterLab has changed, and the measure can go.
 * `--plain-venv` names a venv of the same versions with `rfc3987-syntax` in
 * it, as pip installs them; without one that row is missing.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { startJupyter } from "../tests/jupyter_process.ts";
import { interleave, type Variant } from "./measure.ts";
import { printComparison } from "./print_comparison.ts";
import { progress } from "./progress.ts";

/** Names by which `HEARTH_JUPYTER_PLAIN` leaves measures of the launcher out. */
const MEASURES = ["gc", "modules", "manager", "yarn", "ipython"];
const LAUNCHER = "lib/jupyter/launch.py";

const { values: options } = parseArgs({
  args: Deno.args,
  options: {
    venv: { type: "string", default: ".venv" },
    "plain-venv": { type: "string" },
    base: { type: "string", default: "launcher" },
    rounds: { type: "string", default: "10" },
    json: { type: "boolean", default: false },
  },
});

const python = `${await Deno.realPath(options.venv)}/bin/python`;
const noNode = await folderWithoutNode();
const rounds = Number(options.rounds);
try {
  const results = await interleave(variants(), {
    rounds,
    onRound: (round) => progress(round, rounds),
  });
  const times = results.map(({ name, times }) => [name, times] as const);
  printComparison({ "JupyterLab answers": times }, {
    base: options.base,
    json: options.json,
  });
} finally {
  await Deno.remove(noNode, { recursive: true });
}

function variants(): Variant[] {
  const bare = ["-m", "jupyterlab"];
  const plain = options["plain-venv"];
  return [
    ...plain === undefined
      ? []
      : [starting("as pip installs it", [`${plain}/bin/python`, ...bare])],
    starting("without rfc3987-syntax", [python, ...bare]),
    starting("and without node", [python, ...bare], { PATH: noNode }),
    ...MEASURES.map((name) =>
      starting(`launcher without ${name}`, [python, LAUNCHER], {
        HEARTH_JUPYTER_PLAIN: name,
      })
    ),
    starting("launcher", [python, LAUNCHER]),
  ];
}

/** Times one start until `/api` answers. */
function starting(
  name: string,
  [program = "", ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Variant {
  const command = [
    program,
    ...args.map((arg) => arg === LAUNCHER ? `${Deno.cwd()}/${arg}` : arg),
  ];
  return {
    name,
    run: async () => {
      await using jupyter = await startJupyter({ command, env });
      return jupyter.readyMs;
    },
  };
}

/** What the server needs of PATH, `sh` and `uname`, and nothing else. */
async function folderWithoutNode(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "hearth-bench-path-" });
  for (const program of ["sh", "uname"]) {
    for (const place of ["/bin", "/usr/bin"]) {
      const path = `${place}/${program}`;
      const there = await Deno.stat(path).catch(() => undefined);
      if (!there) continue;
      await Deno.symlink(path, `${folder}/${program}`);
      break;
    }
  }
  return folder;
}
