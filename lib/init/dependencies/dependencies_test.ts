/**
 * What dependency files say.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import type { Declared } from "./declared.ts";
import { namesIn, namesInText } from "./named.ts";
import {
  readEnvironmentYml,
  readPipfile,
  readSetupCfg,
  readSetupPy,
  readUvLock,
} from "./other_files.ts";
import { findProjects } from "./projects.ts";
import { readPyproject } from "./pyproject.ts";

function plain(
  { names, extras, groups, python, foreignPython }: Declared,
): unknown {
  const lists = (by: Declared["extras"]): unknown =>
    Object.fromEntries(
      Object.entries(by).map(([name, names]) => [name, [...names]]),
    );
  return {
    names: [...names],
    extras: lists(extras),
    groups: lists(groups),
    python: python ?? foreignPython,
  };
}

const NO_MORE = { extras: {}, groups: {}, python: undefined };

Deno.test("namesInText() reads requirements of every kind", () => {
  assert.deepEqual(
    [...namesInText(`
# comment
Flask>=2 ; python_version > "3"
-r more.txt
--hash=sha256:aa
my_pkg[extra] @ https://h/x.whl
git+https://h/r.git#egg=From.Git
./local
-e .
`)],
    ["flask", "my-pkg", "from-git"],
  );
  assert.deepEqual([...namesIn(["https://h/a.whl"])], []);
});

Deno.test("readPyproject() reads PEP 621, PEP 735, uv and Poetry", () => {
  const modern = readPyproject(`
[project]
name = "shop"
requires-python = ">=3.11"
dependencies = ["Streamlit>=1"]
[project.optional-dependencies]
dash = ["dash"]
[dependency-groups]
dev = ["jupyterlab", { include-group = "x" }]
[tool.uv.workspace]
members = ["a"]
`);
  assert.deepEqual(plain(modern), {
    names: ["streamlit"],
    extras: { dash: ["dash"] },
    groups: { dev: ["jupyterlab"] },
    python: ">=3.11",
  });
  assert.deepEqual([modern.name, modern.isWorkspace], ["shop", true]);
  const poetry = readPyproject(`
[tool.poetry]
name = "old"
[tool.poetry.dependencies]
python = "^3.10"
Django = "*"
[tool.poetry.group.dev.dependencies]
notebook = "*"
`);
  assert.deepEqual(plain(poetry), {
    names: ["django"],
    extras: {},
    groups: { dev: ["notebook"] },
    python: ">=3.10,<4",
  });
  assert.equal(readPyproject("[project").isWorkspace, false);
});

Deno.test("readPyproject() writes Poetry's versions of Python as ranges", () => {
  for (
    const [python, range] of [
      ["^3.11", ">=3.11,<4"],
      ["~3.11", ">=3.11,<3.12"],
      ["3.11.*", "==3.11.*"],
      ["3.11.7", "==3.11.*"],
      ["==3.11", "==3.11.*"],
      [">=3.9,<3.12", ">=3.9,<3.12"],
    ]
  ) {
    const text = `[tool.poetry.dependencies]\npython = "${python}"\n`;
    assert.equal(readPyproject(text).foreignPython, range);
  }
});

Deno.test("the other dependency files are read without being run", () => {
  assert.deepEqual(
    plain(readPipfile(
      '[packages]\nflask = "*"\n[dev-packages]\npytest = "*"\n[requires]\npython_version = "3.12"',
    )),
    {
      names: ["flask"],
      extras: {},
      groups: { dev: ["pytest"] },
      python: "==3.12.*",
    },
  );
  assert.deepEqual(
    plain(readSetupCfg(
      "[options]\r\npython_requires = >=3.9\r\ninstall_requires =\r\n    dash\r\n    pandas>1\r\nzip_safe = no\r\n",
    )),
    { ...NO_MORE, names: ["dash", "pandas"], python: ">=3.9" },
  );
  assert.deepEqual(
    plain(readSetupPy(
      `import os; os.abort()\nsetup(install_requires=["gradio>3", 'x'], python_requires=">=3.8")`,
    )),
    { ...NO_MORE, names: ["gradio", "x"], python: ">=3.8" },
  );
  assert.deepEqual(
    plain(readEnvironmentYml(
      "dependencies:\n  - python=3.11\n  - conda-forge::numpy=1.2\n  - pip\n  - pip:\n    - panel\n",
    )),
    { ...NO_MORE, names: ["numpy", "panel"], python: "==3.11.*" },
  );
  assert.deepEqual(
    plain(readUvLock(
      'requires-python = ">=3.12"\n[[package]]\nname = "Marimo"\n[[package]]\nname = "click"\n',
    )),
    { ...NO_MORE, names: ["marimo", "click"], python: ">=3.12" },
  );
});

Deno.test("findProjects() finds each directory with its files", async () => {
  const files: Record<string, string> = {
    "requirements.txt": "-r requirements/base.txt\nflask\n",
    "requirements/base.txt":
      "-r ../requirements.txt\n-r /etc/passwd\n-r ../../up.txt\nsix\n",
    "web/pyproject.toml": "[tool.ruff]\nline-length = 80\n",
    "api/pyproject.toml": '[project]\ndependencies = ["fastapi"]\n',
    "a/b/c/d/requirements.txt": "too-deep\n",
  };
  const asked: string[] = [];
  const projects = await findProjects(Object.keys(files), (path) => {
    asked.push(path);
    return Promise.resolve(files[path]);
  });
  assert.deepEqual([...projects.keys()], [".", "api"]);
  assert.deepEqual(
    projects.get(".")?.files.map((
      { path, names },
    ) => [path, [...names].sort()]),
    [
      ["requirements.txt", ["flask", "six"]],
      ["requirements/base.txt", ["flask", "six"]],
    ],
  );
  assert.ok(asked.every((path) => !/^\/|^\.\.|too/.test(path)), `${asked}`);
});

Deno.test("readers of dependency files neither throw nor hang", () => {
  const readers = [
    namesInText,
    readPyproject,
    readPipfile,
    readSetupCfg,
    readSetupPy,
    readEnvironmentYml,
    readUvLock,
  ];
  const token = fc.constantFrom(
    "[project]\n",
    "dependencies = [",
    '"a"',
    "]",
    "[[package]]\n",
    "name = 1\n",
    "dependencies:\n",
    "  - pip:\n",
    "    - x\n",
    "- &a [*a]\n",
    "*a",
    "install_requires=[",
    "\n",
    " ",
    "python_requires",
    "=",
    "!!js/function x",
    "\ufffd",
  );
  fc.assert(fc.property(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(token, { maxLength: 200 }).map((tokens) => tokens.join("")),
    ),
    (text) => {
      for (const read of readers) assert.ok(read(text) !== undefined);
    },
  ));
});
