import assert from "node:assert/strict";
import { parse } from "smol-toml";
import { poetryConstraint, pythonMarkers } from "./poetry_constraint.ts";
import { poetryProject } from "./poetry_requirements.ts";
import { tableOf } from "./formats/pyproject.ts";

Deno.test("poetryConstraint() writes carets, tildes and bare versions as PEP 440", () => {
  for (
    const [text, expected] of [
      ["*", ""],
      ["^1.2.3", ">=1.2.3,<2"],
      ["^0.2.3", ">=0.2.3,<0.3"],
      ["^0.0.3", ">=0.0.3,<0.0.4"],
      ["^0.0", ">=0.0,<0.1"],
      ["^1.0.0b2", ">=1.0.0b2,<2"],
      ["~1.2.3", ">=1.2.3,<1.3"],
      ["~1", ">=1,<2"],
      ["1.2.3", "==1.2.3"],
      ["1.2.*", "==1.2.*"],
      [">= 1.0 <2.0", ">=1.0,<2.0"],
      [">=1,!=1.5", ">=1,!=1.5"],
      ["^1.0 || ^2.0", ">=2.0,<3"],
    ] as const
  ) {
    assert.equal(poetryConstraint(text), expected, text);
  }
  assert.deepEqual(pythonMarkers("^3.11"), [
    'python_version >= "3.11"',
    'python_version < "4"',
  ]);
  assert.deepEqual(pythonMarkers("*"), []);
});

Deno.test("poetryProject() lists the main packages, dev, and what is selected", () => {
  const { tool } = parse(`
[tool.poetry.dependencies]
python = "^3.11"
flask = "^3.0"
uvicorn = { version = "*", extras = ["standard"] }
redis = { version = "5.0", optional = true }
celery = { version = "^5", optional = true }
tomli = { version = "^2", python = "<3.11", platform = "linux" }
own = { path = "../own", develop = true }
git = { git = "https://example.org/a.git", tag = "v1", subdirectory = "b" }
[[tool.poetry.dependencies.numpy]]
version = "^1"
markers = "sys_platform == 'darwin'"
[[tool.poetry.dependencies.numpy]]
version = "^2"
markers = "sys_platform != 'darwin'"
[tool.poetry.extras]
cache = ["redis"]
[tool.poetry.group.dev.dependencies]
pytest = "^8"
[tool.poetry.group.docs.dependencies]
sphinx = "*"
[tool.poetry.group.ui.dependencies]
streamlit = "*"
`);
  assert.deepEqual(
    poetryProject(tableOf(tableOf(tool)["poetry"]), {
      file: "api/pyproject.toml",
      selection: {
        extras: ["cache"],
        groups: ["ui"],
      },
    }),
    {
      extras: ["cache"],
      groups: ["dev", "docs", "ui"],
      lines: [
        "flask>=3.0,<4",
        "uvicorn[standard]",
        "redis==5.0",
        'tomli>=2,<3 ; python_version < "3.11" and sys_platform == "linux"',
        "-e ./own",
        "git @ git+https://example.org/a.git@v1#subdirectory=b",
        "numpy>=1,<2 ; (sys_platform == 'darwin')",
        "numpy>=2,<3 ; (sys_platform != 'darwin')",
        "pytest>=8,<9",
        "streamlit",
      ],
    },
  );
});
