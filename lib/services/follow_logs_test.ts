import assert from "node:assert/strict";
import { followLogs } from "./follow_logs.ts";
import { beginLog, lastLines } from "./service_log.ts";
import { workspacePaths } from "../paths.ts";
import { denoSystem } from "../system/deno.ts";
import { tempFolder } from "../../tests/temp_folder.ts";

const system = denoSystem();

Deno.test("followLogs() prints whole lines, of a log that is begun anew too", async () => {
  await using folder = await tempFolder();
  const path = `${folder.path}/log`;
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
    system,
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

Deno.test("lastLines() reads the end of a log of any length", async () => {
  await using folder = await tempFolder();
  const path = `${folder.path}/log`;
  assert.deepEqual(await lastLines(system, path, 5), []);
  const all = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
  await Deno.writeTextFile(path, all.join("\n") + "\n");
  assert.deepEqual(await lastLines(system, path, 3), all.slice(-3));
  assert.deepEqual(await lastLines(system, path, 0), []);
  assert.deepEqual(await lastLines(system, path, 19_000), all.slice(-19_000));
  assert.deepEqual(await lastLines(system, path, 30_000), all);
  const size = all.slice(0, 10).join("\n").length + 1;
  assert.deepEqual(await lastLines(system, path, 2, size), all.slice(8, 10));
});

Deno.test("beginLog() keeps the log of the launch before", async () => {
  await using folder = await tempFolder();
  const paths = workspacePaths(folder.path);
  const path = await beginLog(system, paths, "web");
  await Deno.writeTextFile(path, "first\n");
  await beginLog(system, paths, "web");
  assert.equal(await Deno.readTextFile(path), "");
  assert.equal(await Deno.readTextFile(`${path}.1`), "first\n");
});
