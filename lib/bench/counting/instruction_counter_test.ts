import assert from "node:assert/strict";
import { requires } from "../../../tests/support/requires.ts";
import { denoSystem } from "../../system/deno.ts";
import { instructionCounter } from "./instruction_counter.ts";

/** Counts what bash does for a script. */
async function countsOf(...scripts: string[]): Promise<number[]> {
  const dir = await Deno.makeTempDir({ prefix: "hearth-count-" });
  try {
    const counter = await instructionCounter(denoSystem(), dir);
    assert.ok(counter !== undefined);
    assert.match(counter.tool, /^(perf|cachegrind of valgrind) \d/);
    const env = { PATH: Deno.env.get("PATH") ?? "" };
    const counts: number[] = [];
    for (const script of scripts) {
      const command = ["bash", "--norc", "-c", script];
      counts.push(await counter.count({ command, cwd: dir, env }));
    }
    assert.deepEqual(await Array.fromAsync(Deno.readDir(dir)), []);
    return counts;
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test({
  ...requires(["valgrind"], "instructionCounter() counts the same work alike"),
  async fn() {
    const [once, again, more] = await countsOf(":", ":", ":; [[ -e / ]]");
    assert.ok(once !== undefined && again !== undefined && more !== undefined);
    assert.ok(Math.abs(once / again - 1) < 0.001, `${once} ${again}`);
    assert.ok(more > once, "one stat shows");
  },
});

Deno.test({
  ...requires(["valgrind"], "instructionCounter() counts child processes too"),
  async fn() {
    const [alone = NaN, both = NaN] = await countsOf(":", "bash -c :; :");
    assert.ok(both > 1.5 * alone, `${alone} ${both}`);
    await assert.rejects(countsOf("exit 3"), /^Error: Cannot count bash/);
  },
});

Deno.test("instructionCounter() is undefined without a tool", async () => {
  const { fs, proc } = denoSystem();
  const bare = { fs, proc: { ...proc, has: () => Promise.resolve(false) } };
  assert.equal(await instructionCounter(bare, "/nonexistent"), undefined);
});
