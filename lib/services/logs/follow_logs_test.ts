import assert from "node:assert/strict";
import { followLogs } from "./follow_logs.ts";
import { beginLog } from "./service_log.ts";
import { workspacePaths } from "../../core/files/paths.ts";
import { denoSystem } from "../../system/deno.ts";
import type { System } from "../../system/mod.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";

const system = denoSystem();

/** Real files, and a clock that only waiting moves on. */
function machine(): Pick<System, "fs" | "clock"> {
  let now = 0;
  const clock: System["clock"] = {
    ...system.clock,
    now: () => now,
    elapsed: () => now,
    sleep: (ms) => Promise.resolve(void (now += ms)),
  };
  return { fs: system.fs, clock };
}

/** What is printed of a log into which the texts are written, one a look. */
async function followed(
  path: string,
  texts: readonly string[],
): Promise<string[]> {
  await Deno.writeTextFile(path, "");
  const left = [...texts];
  const lines: string[] = [];
  await followLogs(
    machine(),
    [{ name: "web", path }],
    (_name, line) => lines.push(line),
    {
      until: async () => {
        await Deno.writeTextFile(path, left.shift() ?? "", { append: true });
        return left.length === 0;
      },
    },
  );
  return lines;
}

Deno.test("followLogs() prints whole lines, of a log that is begun anew too", async () => {
  await using dir = await tempDir();
  const path = `${dir.path}/log`;
  const encoder = new TextEncoder();
  const steps = [
    () => Deno.writeFile(path, encoder.encode("one\r\ntwo, first ha")),
    () => Deno.writeFile(path, encoder.encode("lf\n"), { append: true }),
    () =>
      Deno.writeFile(path, encoder.encode("ü").slice(0, 1), { append: true }),
    () => Deno.writeFile(path, encoder.encode("ü").slice(1), { append: true }),
    () => Deno.rename(path, `${path}.1`),
    () => Deno.writeFile(path, encoder.encode("anew\nno newline")),
  ];
  const lines: string[] = [];
  await followLogs(
    machine(),
    [{ name: "web", path }],
    (name, line) => lines.push(`${name}: ${line}`),
    {
      until: async () => {
        await steps.shift()?.();
        return steps.length === 0;
      },
    },
  );
  assert.deepEqual(lines, [
    "web: one",
    "web: two, first half",
    "web: anew",
    "web: no newline",
  ]);
});

Deno.test("followLogs() shows a line without an end once a second", async () => {
  await using dir = await tempDir();
  const steps = Array.from({ length: 25 }, (_, index) => `\r${index}%`);
  const quiet = Array.from({ length: 15 }, () => "");
  assert.deepEqual(
    await followed(`${dir.path}/log`, [
      "begin\n",
      ...steps,
      "\r100%\nName: ",
      ...quiet,
      "Ann\n",
    ]),
    ["begin", "10%", "21%", "100%", "Name: ", "Ann"],
  );
});

Deno.test("followLogs() reads a log that its limit moved aside to its end", async () => {
  await using dir = await tempDir();
  const path = `${dir.path}/log`;
  const steps = [
    () => Deno.writeTextFile(path, "one\ntw"),
    async () => {
      await Deno.writeTextFile(path, "o\nthr", { append: true });
      await Deno.rename(path, `${path}.0`);
      await Deno.writeTextFile(path, "ee\nfour\n");
    },
    async () => {
      await Deno.writeTextFile(path, "fi", { append: true });
    },
    async () => {
      await Deno.truncate(path, "ee\nfour\n".length);
      await Deno.rename(path, `${path}.0`);
      await Deno.writeTextFile(path, "five\n");
    },
    () => Promise.resolve(),
  ];
  const lines: string[] = [];
  await followLogs(
    machine(),
    [{ name: "web", path }],
    (_name, line) => lines.push(line),
    {
      until: async () => {
        await steps.shift()?.();
        return steps.length === 0;
      },
    },
  );
  assert.deepEqual(lines, ["one", "two", "three", "four", "five"]);
});

Deno.test("beginLog() keeps the log of the launch before", async () => {
  await using dir = await tempDir();
  const paths = workspacePaths(dir.path);
  const path = await beginLog({ system, paths }, "web");
  await Deno.writeTextFile(path, "first\n");
  await beginLog({ system, paths }, "web");
  assert.equal(await Deno.readTextFile(path), "");
  assert.equal(await Deno.readTextFile(`${path}.1`), "first\n");
});
