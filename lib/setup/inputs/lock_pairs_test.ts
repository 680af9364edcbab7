import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { workspacePaths } from "../../core/files/paths.ts";
import { draftName, lockPairs } from "./lock_pairs.ts";

const OURS = "# Made by setup from requirements 0123456789abcdef\n";

/** Locks and owners for requirements beside which there are these texts. */
async function ownersOf(
  texts: Readonly<Record<string, string>>,
  { groups = [] }: { readonly groups?: readonly string[] } = {},
): Promise<string[]> {
  const files = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [`/project/${name}`, text]),
  );
  const pairs = await lockPairs(
    { system: fakeSystem({ files }), paths: workspacePaths("/project") },
    { source: { kind: "requirements", files: ["requirements.txt"] } },
    { groups, sharesLocks: false },
  );
  return pairs.map(({ requirements, lock, owner }) =>
    `${owner} ${requirements} ${lock}`
  );
}

const PRIVATE = "private requirements.txt .hearth/locks/requirements.lock";

Deno.test("lockPairs() never writes to a lock that another tool made", async () => {
  assert.deepEqual(await ownersOf({ "requirements.lock": "six==1.0\n" }), [
    PRIVATE,
  ]);
  const group = { "requirements-dev.lock": "# by rye\nsix==1.0\n" };
  assert.deepEqual(await ownersOf(group, { groups: ["dev"] }), [
    PRIVATE,
    "foreign requirements-dev.lock requirements-dev.lock",
  ]);
});

Deno.test("lockPairs() knows Hearth's own lock, with Windows line ends and in a merge conflict too", async () => {
  const shared = ["shared requirements.txt requirements.lock"];
  for (
    const text of [
      OURS,
      `${OURS.trimEnd()}, imported with 3.11\r\nsix==1.0\r\n`,
      `<<<<<<< HEAD\n${OURS}=======\n${OURS}>>>>>>> other\n`,
    ]
  ) {
    assert.deepEqual(await ownersOf({ "requirements.lock": text }), shared);
  }
});

Deno.test("draftName() gives locks of one name in two directories different drafts", () => {
  const names = ["a/req.lock", "b/req.lock", "req.lock"].map((lock) =>
    draftName({ lock, owner: "shared" })
  );
  assert.equal(new Set(names).size, names.length);
});
