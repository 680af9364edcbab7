import assert from "node:assert/strict";
import {
  type FakeProgram,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { wantedSecrets } from "./search.ts";
import { searchHistory } from "./search_history.ts";

const VALUE = "canary-in-the-mine";
const WANTED = wantedSecrets([
  {
    name: "KEY",
    declared: undefined,
    value: VALUE,
    from: ".env",
    isValid: true,
  },
]);

/** An id that begins with those digits. */
function id(digits: string): string {
  return digits.padEnd(40, "0");
}

interface Repository {
  /** Kind and content by id. */
  readonly objects: readonly (readonly [string, string, string])[];
  /** Names of files by the id of what branches lead to. */
  readonly files?: readonly (readonly [string, string])[];
  /** Commits by the id that came or went in them, the newest first. */
  readonly commits?: Readonly<Record<string, readonly string[]>>;
}

/** Git as far as it is asked for its objects. */
function git({ objects, files = [], commits = {} }: Repository): FakeProgram {
  return ([, , command, ...args]) => {
    switch (command) {
      case "cat-file":
        return {
          stdout: objects.map(([id, kind, content]) =>
            `${id} ${kind} ${content.length}\n${content}\n`
          ).join(""),
        };
      case "rev-list":
        return {
          stdout: files.map(([id, file]) => `${id} ${file}`.trim() + "\n")
            .join(""),
        };
      case "log": {
        const object = args.at(-1)?.replace("--find-object=", "") ?? "";
        return { stdout: `${(commits[object] ?? []).join("\n")}\n` };
      }
      default:
        return undefined;
    }
  };
}

function search(program: FakeProgram | null): ReturnType<typeof searchHistory> {
  const system = fakeSystem({ programs: { git: program } });
  return searchHistory({ system, paths: PATHS }, WANTED);
}

Deno.test("searchHistory() names the file and the commit that brought it", async () => {
  const [leaky, clean] = [id("a1"), id("b2")];
  const leaks = await search(git({
    objects: [[leaky, "blob", VALUE], [clean, "blob", "harmless"]],
    files: [[leaky, "dir/with spaces.txt"], [clean, "clean.txt"]],
    commits: { [leaky]: ["2222222", "1111111"] },
  }));
  assert.deepEqual(leaks, [
    { name: "KEY", file: "dir/with spaces.txt", commit: "1111111" },
  ]);
});

Deno.test("searchHistory() names a commit whose own message holds it", async () => {
  const message = id("abcdef0123");
  const leaks = await search(git({
    objects: [[message, "commit", `tree 1\n\n${VALUE}\n`]],
    files: [[message, ""]],
  }));
  assert.deepEqual(leaks, [
    { name: "KEY", file: undefined, commit: "abcdef0" },
  ]);
});

Deno.test("searchHistory() tells what no branch holds, and reads no tree", async () => {
  const leaks = await search(git({
    objects: [[id("a1"), "blob", VALUE], [id("b2"), "tree", VALUE]],
    files: [[id("b2"), "dir"]],
  }));
  assert.deepEqual(leaks, [
    { name: "KEY", file: undefined, commit: undefined },
  ]);
});

Deno.test("searchHistory() names a file once, and counts after the fifth", async () => {
  const ids = Array.from({ length: 9 }, (_, index) => id(`${index + 1}`));
  const fileOf = (index: number): string => index < 2 ? "same" : `f${index}`;
  const leaks = await search(git({
    objects: ids.map((id) => [id, "blob", VALUE]),
    files: ids.map((id, index) => [id, fileOf(index)]),
  }));
  assert.deepEqual(leaks.map(({ file }) => file), [
    "same",
    "f2",
    "f3",
    "f4",
    "f5",
    undefined,
  ]);
  assert.equal(leaks.at(-1)?.more, 3);
});

Deno.test("searchHistory() asks git nothing without need, and lives without it", async () => {
  const clean = git({ objects: [[id("a1"), "blob", "harmless"]] });
  const system = fakeSystem({ programs: { git: clean } });
  assert.deepEqual(await searchHistory({ system, paths: PATHS }, WANTED), []);
  assert.equal(system.commands.length, 1);
  assert.deepEqual(
    await searchHistory({ system: fakeSystem(), paths: PATHS }, []),
    [],
  );
  assert.deepEqual(await search(null), []);
});
