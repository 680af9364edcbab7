import assert from "node:assert/strict";
import {
  directTarget,
  givenHashes,
  isFromRepository,
  localPath,
  namedVariables,
  optionOf,
} from "./requirement_line.ts";

Deno.test("optionOf() reads every spelling", () => {
  for (const line of ["-i https://h/", "--index-url https://h/"]) {
    assert.deepEqual(optionOf(line), {
      name: "--index-url",
      value: "https://h/",
    });
  }
  assert.deepEqual(optionOf("-fwheels"), {
    name: "--find-links",
    value: "wheels",
  });
  assert.deepEqual(optionOf("--find-links=a b"), {
    name: "--find-links",
    value: "a b",
  });
  assert.deepEqual(optionOf("--no-index"), { name: "--no-index", value: "" });
  assert.equal(optionOf("six>=1 --hash=sha256:0"), undefined);
});

Deno.test("localPath() reads paths and file addresses, and nothing else", () => {
  const paths = {
    ".": ".",
    "-e .": ".",
    "-e .[dev,docs] ; python_version > '3'": ".",
    "--editable=./pkg": "./pkg",
    "../a b/pkg": "../a b/pkg",
    "/opt/pkg[x]": "/opt/pkg",
    "pkg/": "pkg/",
    "x.whl --hash=sha256:0": "x.whl",
    "pkg @ ./pkg": "./pkg",
    "pkg[x] @ file:///opt/a%20b#egg=pkg": "/opt/a b",
    "file:pkg": "pkg",
    "-e file://localhost/opt/pkg": "/opt/pkg",
  };
  for (const [line, path] of Object.entries(paths)) {
    assert.equal(localPath(line), path, line);
  }
  for (
    const line of [
      ...["six", "six[x]==1.0", "zope.interface>=5", "-r more.txt"],
      ...["pkg @ https://h/x.whl", "git+https://h/r.git", "-f ./wheels"],
    ]
  ) assert.equal(localPath(line), undefined, line);
});

Deno.test("isFromRepository() knows named and bare addresses", () => {
  assert.ok(isFromRepository("pkg @ git+https://h/r.git@main"));
  assert.ok(isFromRepository("git+ssh://git@h/r.git#egg=pkg"));
  assert.ok(!isFromRepository("pkg @ https://h/git+x.whl"));
  assert.equal(directTarget("pkg @ https://h/x.whl ; a"), "https://h/x.whl");
});

Deno.test("givenHashes() and namedVariables() list what a line has", () => {
  assert.deepEqual(
    givenHashes("six==1 --hash=sha256:AB   --hash sha512:cd"),
    ["sha256:ab", "sha512:cd"],
  );
  assert.deepEqual(namedVariables("x @ https://${A_1}:${B}@h/$C"), [
    "A_1",
    "B",
  ]);
});
