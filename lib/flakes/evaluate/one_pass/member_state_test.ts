import assert from "node:assert/strict";
import { MemberState } from "./member_state.ts";
import type { Target } from "./targets.ts";

const SHELL: Target = ["devShells", "x86_64-linux", "default"];

/** What is left of a shell that threw after these lines. */
function thrownAfter(lines: readonly string[]): MemberState {
  const state = new MemberState(
    {
      reads: {
        ...{ inputs: {}, takes: [], entries: [], dir: "", flakes: {} },
        ...{ names: [], ms: 0, cached: false },
      },
      dir: "",
      write: () => Promise.resolve(),
    },
    [],
  );
  state.pending = [SHELL];
  state.note({ target: SHELL, value: false, lines, ms: 1 });
  return state;
}

Deno.test("note() has what a flake throws evaluated again for its message", () => {
  const state = thrownAfter([]);
  assert.deepEqual(state.thrown, [SHELL]);
  assert.equal(state.isDone, false);
});

Deno.test("note() needs no message where the verdict is known without", () => {
  for (
    const line of [
      'trace: hearth-unknown: "the input foo"',
      "trace: hearth-assumed: x86_64-linux foo",
      'trace: hearth-refused: "it has been removed"',
    ]
  ) {
    const state = thrownAfter([line]);
    assert.deepEqual(state.thrown, []);
    assert.equal(state.isDone, true);
    assert.equal(state.outcomes.length, 1);
  }
});
