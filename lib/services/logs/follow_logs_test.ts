import assert from "node:assert/strict";
import { followLogs } from "./follow_logs.ts";
import { beginLog, lastLines } from "./service_log.ts";
import { workspacePaths } from "../../core/files/paths.ts";
import { denoSystem } from "../../system/deno.ts";
import type { System } from "../../system/mod.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";

const system = denoSystem();

/** Real files, and a clock that only waiting moves on. */
function machine(): Pick<System, "fs" | "clock"> {
  let now = 0;
  const clock: System["clock"] = {
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

Deno.test("lastLines() reads little of a log that is one line", async () => {
  await using dir = await tempDir();
  const path = `${dir.path}/log`;
  await Deno.writeTextFile(path, "first\n");
  await Deno.truncate(path, 1024 ** 3);
  await Deno.writeTextFile(path, "end", { append: true });
  let read = 0;
  const fs: System["fs"] = {
    ...system.fs,
    readBytes: async (...args) => {
      const bytes = await system.fs.readBytes(...args);
      read += bytes?.length ?? 0;
      return bytes;
    },
  };
  const lines = await Array.fromAsync(lastLines({ fs }, path, 50));
  assert.ok(lines.at(-1)?.endsWith("end"));
  assert.ok(read < 4 * 1024 ** 2, `${read} bytes were read`);
});

Deno.test("lastLines() reads the end of a log of any length", async () => {
  await using dir = await tempDir();
  const path = `${dir.path}/log`;
  const last = (count: number, size?: number): Promise<string[]> =>
    Array.fromAsync(lastLines(system, path, count, size));
  assert.deepEqual(await last(5), []);
  const all = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
  await Deno.writeTextFile(path, all.join("\n") + "\n");
  assert.deepEqual(await last(3), all.slice(-3));
  assert.deepEqual(await last(0), []);
  assert.deepEqual(await last(19_000), all.slice(-19_000));
  assert.deepEqual(await last(30_000), all);
  const size = all.slice(0, 10).join("\n").length + 1;
  assert.deepEqual(await last(2, size), all.slice(8, 10));
});

Deno.test("beginLog() keeps the log of the launch before", async () => {
  await using dir = await tempDir();
  const paths = workspacePaths(dir.path);
  const path = await beginLog(system, paths, "web");
  await Deno.writeTextFile(path, "first\n");
  await beginLog(system, paths, "web");
  assert.equal(await Deno.readTextFile(path), "");
  assert.equal(await Deno.readTextFile(`${path}.1`), "first\n");
});
