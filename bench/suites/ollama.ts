/**
 * What asking for Ollama takes: with a real server, with no one on the port,
 * and with a server that never answers.
 *
 * @module
 */
import type { Figure, Suite, Variant } from "../../lib/bench/sampling/suite.ts";
import { freePort } from "../../lib/bench/services/programs.ts";
import { ollamaServer } from "../../tests/support/ollama/ollama_server.ts";
import { figureOf } from "../../lib/bench/places/figure_of.ts";
import { type Place, placesWith } from "../../lib/bench/places/places.ts";
import { tiny } from "../tiny.ts";

const FLOOR = "empty program";

/** As `deno task ollama` runs it, without what `deno task` takes itself. */
const CHECK = ["run", "-q", "-P=ollama", "--no-prompt", "main.ts", "ollama"];

/** A busy machine may keep a server from answering at a glance. */
const PATIENT = [...CHECK, "--wait", "10"];

const EMPTY = ["run", "-A", "--no-prompt", "empty.ts"];

const suite: Suite = {
  brief: "is Ollama there: a server, none, and one that hangs",
  rounds: 20,
  async open(context, stack) {
    const places = await placesWith(
      "tasks/ollama/command.ts",
      { context, stack },
      tiny({ declares: { models: ["tiny"] } }),
    );
    const [first] = places;
    const figures: Figure[] = [];
    if (first !== undefined) {
      await first.workspace.write("empty.ts", "");
      const empty: Variant = {
        name: FLOOR,
        kind: "floor",
        run: () => timedAs(0, first, EMPTY),
      };
      const check = (
        title: string,
        host: string,
        code: number,
        over: number,
        command = PATIENT,
      ) =>
        figureOf(context, places, {
          title,
          run: (place) => timedAs(code, place, command, host),
          beside: [empty],
          floor: FLOOR,
          budgets: [{ of: FLOOR, over }],
        });
      if (!await context.system.proc.has("ollama")) {
        context.note("a running Ollama is left out: ollama is not on PATH");
      } else {
        const server = stack.use(await ollamaServer({ models: ["tiny"] }));
        figures.push(check("ollama, its server runs", server.url, 0, 25));
      }
      const closed = `127.0.0.1:${freePort(context.system)}`;
      figures.push(check("ollama, no one on the port", closed, 3, 25));
      const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      stack.defer(() => silent.close());
      const deaf = `127.0.0.1:${silent.addr.port}`;
      figures.push({
        ...check("ollama, a server that never answers", deaf, 1, 300, CHECK),
        rounds: 5,
      });
    }
    return figures;
  },
};
export default suite;

/** Times Deno with these arguments; it has to end with that code. */
async function timedAs(
  expected: number,
  { workspace }: Place,
  args: readonly string[],
  host = "",
): Promise<number> {
  const begun = performance.now();
  const { code, stderr } = await workspace.exec([Deno.execPath(), ...args], {
    env: { OLLAMA_HOST: host },
  });
  const took = performance.now() - begun;
  if (code !== expected) throw new Error(stderr);
  return took;
}
