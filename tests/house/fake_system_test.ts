/**
 * The machine of the unit tests: it does as the real one, and is strict.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "../packages/fast_check.ts";
import { denoFileSystem } from "../../lib/system/files/deno_file_system.ts";
import type { FileSystem } from "../../lib/system/mod.ts";
import { FakeClock } from "../support/fake/fake_clock.ts";
import { FakeFileSystem } from "../support/fake/fake_file_system.ts";
import { fakeSystem, installed, json } from "../support/fake/fake_system.ts";
import { tempDir } from "../support/temp_dir.ts";

/** One thing that is done to files below a directory, and what came of it. */
type Step = readonly [
  operation:
    | "readText"
    | "writeText"
    | "writeBytes"
    | "copyFile"
    | "mkdir"
    | "remove"
    | "rename"
    | "stat"
    | "statLink"
    | "readDir"
    | "readLink"
    | "replaceLink"
    | "realPath"
    | "setMode"
    | "setTime",
  path: string,
  other: string,
];

async function outcome(
  fs: FileSystem,
  root: string,
  [operation, path, other]: Step,
): Promise<unknown> {
  const [one, two] = [`${root}/${path}`, `${root}/${other}`];
  switch (operation) {
    case "writeText":
      return await fs.writeText(one, other, { mode: 0o600 });
    case "writeBytes":
      return await fs.writeBytes(one, new TextEncoder().encode(other));
    case "copyFile":
      return await fs.copyFile(one, two);
    case "rename":
      return await fs.rename(one, two);
    case "replaceLink":
      return await fs.replaceLink(one, other);
    case "setMode":
      return await fs.setMode(one, 0o640);
    case "setTime":
      return await fs.setTime(one, 1000);
    case "stat":
    case "statLink": {
      const stat = await fs[operation](one);
      // A directory's bytes and a link's mode are the file system's own.
      return stat && [stat.kind, stat.kind === "file" && stat.mode];
    }
    case "readDir":
      return (await fs.readDir(one))?.map(({ name, kind }) => [name, kind])
        .toSorted();
    case "realPath":
      return (await fs.realPath(one))?.replace(root, "");
    default:
      return await fs[operation](one);
  }
}

/** What every step gives; an error counts as such, whatever it says. */
async function played(
  fs: FileSystem,
  root: string,
  steps: readonly Step[],
): Promise<unknown[]> {
  const outcomes: unknown[] = [];
  for (const step of steps) {
    outcomes.push(
      await outcome(fs, root, step).catch(() => "failed"),
    );
  }
  return outcomes;
}

const path = fc.constantFrom("a", "b", "a/c", "b/c", "a/c/d");
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom<Step[0]>(
    "readText",
    "writeText",
    "writeBytes",
    "copyFile",
    "mkdir",
    "remove",
    "rename",
    "stat",
    "statLink",
    "readDir",
    "readLink",
    "replaceLink",
    "realPath",
    "setMode",
    "setTime",
  ),
  path,
  path,
);

Deno.test("FakeFileSystem does as the real one", async () => {
  const real = denoFileSystem();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      await using dir = await tempDir();
      const fake = new FakeFileSystem(new FakeClock());
      await fake.mkdir("/root");
      assert.deepEqual(
        await played(fake, "/root", steps),
        await played(real, dir.path, steps),
      );
    }),
    { numRuns: 300 },
  );
});

Deno.test("fakeSystem() refuses what the test did not script", async () => {
  const system = fakeSystem({
    programs: {
      git: () => ({ stdout: "main\n" }),
      ollama: installed,
      nix: null,
    },
    servers: { "http://a/": json({}) },
  });
  const { proc, net, terminal } = system;
  assert.equal((await proc.run(["git", "branch"])).stdout, "main\n");
  assert.equal(await proc.has("nix"), false);
  assert.equal((await proc.run(["nix"])).code, 127);
  await assert.rejects(proc.has("brew"), /did not script the program "brew"/);
  await assert.rejects(proc.run(["ollama", "serve"]), /"ollama serve"/);
  await assert.rejects(
    net.ask("http://b/", { deadline: 1 }),
    /did not script http:\/\/b\//,
  );
  assert.throws(() => proc.list, /did not script proc\.list/);
  assert.throws(() => terminal.readInput, /did not script terminal\.readInput/);
  await assert.rejects(system.fs.stat("a"), /no relative path "a"/);
});

Deno.test("FakeClock moves when somebody sleeps, and does what is due", async () => {
  const clock = new FakeClock();
  const seen: number[] = [];
  clock.after(200, () => seen.push(clock.elapsed()));
  clock.after(100, () => seen.push(clock.elapsed()));
  await clock.sleep(150);
  assert.deepEqual([clock.elapsed(), seen], [150, [100]]);
  clock.advance(100);
  assert.deepEqual([clock.elapsed(), seen], [250, [100, 200]]);
  await assert.rejects(clock.sleep(1, AbortSignal.abort(new Error("end"))));
});
