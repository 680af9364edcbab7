import assert from "node:assert/strict";
import { type LineChoice, pastLines } from "./past_lines.ts";
import {
  type FakeSystem,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";

/** The time of a line, so many seconds after the clock's beginning. */
const at = (second: number): string =>
  new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();

/** A machine with logs whose clock says that ten minutes have passed. */
function machine(logs: Readonly<Record<string, string>>): FakeSystem {
  const files = Object.fromEntries(
    Object.entries(logs).map(([name, text]) => [
      `/logs/${name}`,
      { text, mtime: Date.UTC(2026, 0, 1, 0, 10) },
    ]),
  );
  const system = fakeSystem({ files });
  system.clock.advance(600_000);
  return system;
}

async function printed(
  system: FakeSystem,
  choice: LineChoice,
): Promise<{ lines: string[]; timeless: readonly string[] }> {
  const sources = ["api", "web"].map((name) => ({
    name,
    path: `/logs/${name}`,
  }));
  const { lines, timeless } = await pastLines(system, sources, choice);
  const all: string[] = [];
  for await (const { name, line } of lines) all.push(`${name} ${line}`);
  return { lines: all, timeless };
}

Deno.test("pastLines() merges logs by time and keeps what has none in place", async () => {
  const system = machine({
    api: `begin\n${at(1)} a\n${at(5)} b\n  traceback\n${at(9)} c\n`,
    web: `${at(2)} d\n${at(5)} e\n${at(8)} f`,
  });
  const { lines } = await printed(system, {});
  assert.deepEqual(lines, [
    "api begin",
    `api ${at(1)} a`,
    `web ${at(2)} d`,
    `api ${at(5)} b`,
    "api   traceback",
    `web ${at(5)} e`,
    `web ${at(8)} f`,
    `api ${at(9)} c`,
  ]);
});

Deno.test("pastLines() keeps the order of a log whose clock was set back", async () => {
  const system = machine({
    api: `${at(100)} a\n${at(3)} b\n${at(4)} c\n${at(101)} d\n`,
    web: `${at(50)} e\n${at(102)} f\n`,
  });
  const { lines } = await printed(system, {});
  const ofApi = lines.filter((line) => line.startsWith("api"));
  assert.deepEqual(ofApi.map((line) => line.at(-1)), ["a", "b", "c", "d"]);
  const since = await printed(system, { since: Date.parse(at(90)) });
  const letters = since.lines.map((line) => line.at(-1)).toSorted();
  assert.deepEqual(letters, ["a", "b", "c", "d", "f"]);
});

Deno.test("pastLines() begins at the first line since a moment, however long the log is", async () => {
  const all = Array.from({ length: 8_000 }, (_, n) => `${at(n / 100)} ${n}`);
  const text = all.flatMap((line, n) => n % 3 === 0 ? [line, "  more"] : [line])
    .join("\n");
  const system = machine({ api: `${text}\n`, web: "" });
  for (const n of [0, 1, 3_001, 7_999]) {
    const since = Date.parse(at(n / 100));
    const { lines } = await printed(system, { since });
    assert.equal(lines[0], `api ${all[n]}`);
    assert.equal(lines.at(-1), `api ${all.at(-1)}`);
  }
  const last = await printed(system, { since: Date.parse(at(1)), lines: 2 });
  assert.deepEqual(last.lines, ["api   more", `api ${all.at(-1)}`]);
});

Deno.test("pastLines() shows lines without a time that may be recent, and says so", async () => {
  const system = machine({
    api: "INFO: up\nINFO: again\n",
    web: `${at(1)} old\nINFO: perhaps new\n`,
  });
  const since = Date.parse(at(300));
  assert.deepEqual(await printed(system, { since }), {
    lines: ["api INFO: up", "api INFO: again", "web INFO: perhaps new"],
    timeless: ["api"],
  });
  const later = Date.UTC(2026, 0, 1, 1);
  assert.deepEqual(await printed(system, { since: later }), {
    lines: [],
    timeless: [],
  });
});

Deno.test("pastLines() finds a pattern in the whole log, past colors", async () => {
  const filler = "quiet\n".repeat(200);
  const system = machine({
    api: `\x1b[31mER\x1b[0mROR one\n${filler}ERROR two\n${filler}ERROR three\n`,
    web: "",
  });
  const pattern = /^ERROR/u;
  const { lines } = await printed(system, { pattern });
  assert.equal(lines.length, 3);
  const last = await printed(system, { pattern, lines: 2 });
  assert.deepEqual(last.lines, ["api ERROR two", "api ERROR three"]);
});
