import assert from "node:assert/strict";
import fc from "../../../../tests/packages/fast_check.ts";
import {
  declaresMember,
  localSources,
  memberIn,
  requiredPython,
} from "./uv_lock.ts";

const LOCK = `version = 1
revision = 3
requires-python = ">=3.10, <4.0"

[manifest]
members = [
    "app",
    "shared-lib",
]

[[package]]
name = "app"
version = "0.1.0"
source = { editable = "backend" }
dependencies = [
    { name = "six", marker = "sys_platform == 'win32'" },
]

[package.metadata]
requires-dist = [{ name = "shared-lib", editable = "packages/shared" }]

[[package]]
name = "shared-lib"
source = { virtual = "." }

[[package]]
name = "six"
version = "1.17.0"
source = { registry = "https://index.example/simple" }

[[package]]
name = "tool"
source = { git = "https://host/tool.git?rev=main#0123" }

[[package]]
name = "vendored"
source = { directory = "../vendored" }
`;

Deno.test("localSources() are the directories of members and of projects by path", () => {
  assert.deepEqual(localSources(LOCK), ["backend", ".", "../vendored"]);
  const crlf = LOCK.replaceAll("\n", "\r\n");
  assert.deepEqual(localSources(crlf), localSources(LOCK));
});

Deno.test("localSources() finds each directory once, whatever is between", () => {
  const kind = fc.constantFrom("editable", "virtual", "directory");
  const dir = fc.stringMatching(/^[\w./ -]{1,20}$/);
  fc.assert(fc.property(fc.array(fc.tuple(kind, dir)), (sources) => {
    const text = sources.map(([kind, dir]) =>
      `[[package]]\nname = "x"\nsource = { ${kind} = "${dir}" }\n` +
      `[[package]]\nname = "y"\nsource = { registry = "${dir}" }\n`
    ).join("\n");
    const dirs = new Set(sources.map(([, dir]) => dir));
    assert.deepEqual(localSources(text), [...dirs]);
  }));
});

Deno.test("requiredPython() reads uv.lock, pylock.toml and pyproject.toml", () => {
  assert.equal(requiredPython(LOCK), ">=3.10, <4.0");
  assert.equal(requiredPython("requires-python='>=3.9'\r\n"), ">=3.9");
  assert.equal(requiredPython('# requires-python = ">=3.9"\n'), undefined);
});

Deno.test("memberIn() knows members, and no project that merely lies there", () => {
  assert.equal(memberIn(LOCK, "backend"), "app");
  assert.equal(memberIn(LOCK, "."), "shared-lib");
  assert.equal(memberIn(LOCK, "packages/shared"), undefined);
  assert.equal(memberIn(LOCK.replace('"app",', ""), "backend"), undefined);
  assert.equal(memberIn("", "backend"), undefined);
});

Deno.test("declaresMember() matches the globs of a workspace", () => {
  const text = `[project]
name = "a"

[tool.uv.workspace]
exclude = ["apps/old"]
members = [
  "apps/*", # all
  './libs/core',
  "deep/**/x",
]

[tool.other]
members = ["else"]
`;
  for (const dir of ["apps/new", "libs/core", "deep/a/b/x"]) {
    assert.ok(declaresMember(text, dir), dir);
  }
  for (const dir of ["apps/old", "apps/a/b", "libs", "else", "apps-new"]) {
    assert.ok(!declaresMember(text, dir), dir);
  }
  assert.ok(!declaresMember("", "apps/new"));
});
