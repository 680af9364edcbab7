import assert from "node:assert/strict";
import { UserError } from "../core/errors.ts";
import {
  type FakeMachine,
  fakeSystem,
} from "../../tests/support/fake/fake_system.ts";
import { findRoot } from "./find_root.ts";

const ROOT = "/home/me/project";
const FILE = `${ROOT}/workspace.ts`;

/** The root for a command that is typed in a directory. */
function rootFrom(
  cwd: string,
  machine: FakeMachine,
  words: readonly string[] = ["status"],
): Promise<string> {
  return findRoot(fakeSystem({ env: { cwd }, ...machine }), words);
}

Deno.test("findRoot() takes the nearest directory upwards with a workspace.ts", async () => {
  const files = { [FILE]: "", [`${ROOT}/a/b/keep`]: "" };
  assert.equal(await rootFrom(`${ROOT}/a/b`, { files }), ROOT);
});

Deno.test("findRoot() stays in the current directory where there is none", async () => {
  assert.equal(await rootFrom("/srv", { files: { "/srv/keep": "" } }), "/srv");
});

Deno.test("findRoot() has one name for a workspace behind a link", async () => {
  const files = { [FILE]: "", "/link": { target: ROOT } };
  assert.equal(await rootFrom("/link", { files }), ROOT);
});

Deno.test("findRoot() takes HEARTH_ROOT first and refuses one that is no directory", async () => {
  const files = { [FILE]: "", "/srv/workspace.ts": "" };
  const variables = { HEARTH_ROOT: ROOT };
  assert.equal(await rootFrom("/srv", { files, variables }), ROOT);
  await assert.rejects(
    rootFrom("/srv", { files, variables: { HEARTH_ROOT: FILE } }),
    /Cannot use HEARTH_ROOT: no directory "\/home\/me\/project\/workspace\.ts"/,
  );
});

Deno.test("findRoot() refuses a workspace of another user unless it is listed", async () => {
  const files = { [FILE]: { text: "", owned: false } };
  const config = "/home/me/.config/hearth/safe-directories";
  const variables = { HOME: "/home/me" };
  await assert.rejects(rootFrom(ROOT, { files, variables }), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /belongs to another user/);
    assert.match(error.hint ?? "", /\.config\/hearth\/safe-directories/);
    return true;
  });
  const listed = { ...files, [config]: `/other\n${ROOT}\n` };
  assert.equal(await rootFrom(ROOT, { files: listed, variables }), ROOT);
  const help = ["start", "--help"];
  assert.equal(await rootFrom(ROOT, { files, variables }, help), ROOT);
});
