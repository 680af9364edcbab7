import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import {
  isUnhashed,
  lockEntries,
  lockOrigin,
  lockPins,
  sealLock,
} from "./requirements_lock.ts";

const LOCK = `a-b==1.0 ; python_version < '3.12' \\
    --hash=sha256:00 \\
    --hash=sha256:11
    # via c
C==2.0.post1 \\
    --hash=sha256:22
`;

Deno.test("lockPins() gives each pin with its hashes and without its comments", () => {
  assert.deepEqual(lockPins(LOCK), [
    {
      name: "a-b",
      version: "1.0",
      text:
        "a-b==1.0 ; python_version < '3.12' \\\n    --hash=sha256:00 \\\n    --hash=sha256:11",
    },
    {
      name: "c",
      version: "2.0.post1",
      text: "C==2.0.post1 \\\n    --hash=sha256:22",
    },
  ]);
});

Deno.test("sealLock() is read back by lockOrigin(), and seals once", () => {
  const word = fc.stringMatching(/^[0-9a-f]{1,16}$/);
  fc.assert(fc.property(word, word, (first, second) => {
    const sealed = sealLock(sealLock(LOCK, first), second, "3.11");
    assert.equal(sealed.split("\n").length, LOCK.split("\n").length + 1);
    assert.deepEqual(lockOrigin(sealed), {
      madeFrom: second,
      importedWith: "3.11",
    });
    assert.equal(lockPins(sealed).length, 2);
  }));
  assert.equal(lockOrigin(LOCK), undefined);
});

Deno.test("lockEntries() gives local and VCS entries beside the pins", () => {
  const entries = lockEntries(
    `# first\n--index-url https://h/\n-e ./pkg\n    # via -r a.txt\n${LOCK}` +
      "d @ git+https://h/d.git@0a1b\n./e[x] ; python_version > '3'\n" +
      "./f.whl --hash=sha256:33\nlast==1\n",
  );
  assert.deepEqual(
    entries.map((entry) => [entry.requirement, isUnhashed(entry)]),
    [
      ["-e ./pkg", true],
      ["a-b==1.0 ; python_version < '3.12'", false],
      ["C==2.0.post1", false],
      ["d @ git+https://h/d.git@0a1b", true],
      ["./e[x] ; python_version > '3'", true],
      ["./f.whl", false],
      ["last==1", false],
    ],
  );
  assert.equal(
    entries.map(({ text }) => text).join(""),
    `-e ./pkg\n    # via -r a.txt\n${LOCK}` +
      "d @ git+https://h/d.git@0a1b\n./e[x] ; python_version > '3'\n" +
      "./f.whl --hash=sha256:33\nlast==1\n",
  );
  assert.deepEqual(entries[1]?.hashes, ["sha256:00", "sha256:11"]);
});
