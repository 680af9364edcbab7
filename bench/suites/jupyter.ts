/**
 * Where the time of JupyterLab's start goes: as it comes, with the launcher,
 * and with the launcher lacking each of its measures in turn.
 *
 * A measure that no longer gains anything shows as a ratio near 1 of "launcher
 * without" it: then JupyterLab has changed, and the measure can go.
 *
 * @module
 */
import type { Suite, Variant } from "../../lib/bench/sampling/suite.ts";
import { startJupyter } from "../../tests/support/jupyter/jupyter_process.ts";
import type { WorkspaceCopy } from "../../lib/bench/places/workspace_copy.ts";
import { figureOf } from "../../lib/bench/places/figure_of.ts";
import { placesOf } from "../../lib/bench/places/places.ts";
import { plainVenv } from "../plain_venv.ts";
import { remove } from "../remove.ts";
import { timed } from "../../lib/bench/places/timed.ts";

/** Names by which `HEARTH_JUPYTER_PLAIN` leaves measures of the launcher out. */
const MEASURES = ["gc", "modules", "manager", "yarn", "ipython"];

const FLOOR = "without rfc3987-syntax or node";

const suite: Suite = {
  brief: "where the time of JupyterLab's start goes",
  rounds: 10,
  async open(context, stack) {
    const places = await placesOf(context, stack);
    for (const { workspace } of places) {
      await timed(() => workspace.run(["setup", "--locked"]));
    }
    const beside = context.compared
      ? await parts(places[0].workspace, context.note, stack)
      : [];
    return [
      figureOf(context, places, {
        title: "JupyterLab answers",
        run: ({ workspace }) => launcher(workspace).run(),
        beside,
        floor: FLOOR,
      }),
    ];
  },
};
export default suite;

async function parts(
  workspace: WorkspaceCopy,
  note: (message: string) => void,
  stack: AsyncDisposableStack,
): Promise<Variant[]> {
  const bare = ["-m", "jupyterlab"];
  const python = workspace.path(".venv/bin/python");
  const noNode = await dirWithoutNode();
  stack.defer(() => remove(noNode));
  const plain = await plainVenv(workspace);
  if ("error" in plain) note(`as pip gives it is left out: ${plain.error}`);
  return [
    ..."venv" in plain
      ? [starting("as pip gives it", [`${plain.venv}/bin/python`, ...bare])]
      : [],
    starting("without rfc3987-syntax", [python, ...bare]),
    {
      ...starting(FLOOR, [python, ...bare], { PATH: noNode }),
      kind: "floor",
    },
    ...MEASURES.map((name) =>
      launcher(workspace, `launcher without ${name}`, {
        HEARTH_JUPYTER_PLAIN: name,
      })
    ),
  ];
}

function launcher(
  workspace: WorkspaceCopy,
  name = "launcher",
  env: Readonly<Record<string, string>> = {},
): Variant {
  const python = workspace.path(".venv/bin/python");
  const script = workspace.path("lib/services/presets/launch.py");
  return starting(name, [python, script], env);
}

/** Times one start until `/api` answers. */
function starting(
  name: string,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Variant {
  return {
    name,
    kind: "rival",
    run: async () => {
      await using jupyter = await startJupyter({ command, env });
      return jupyter.readyMs;
    },
  };
}

/** What the server needs of PATH, `sh` and `uname`, and nothing else. */
async function dirWithoutNode(): Promise<string> {
  const dir = await Deno.makeTempDir({ prefix: "hearth-bench-path-" });
  for (const program of ["sh", "uname"]) {
    for (const place of ["/bin", "/usr/bin"]) {
      const path = `${place}/${program}`;
      const there = await Deno.stat(path).catch(() => undefined);
      if (!there) continue;
      await Deno.symlink(path, `${dir}/${program}`);
      break;
    }
  }
  return dir;
}
