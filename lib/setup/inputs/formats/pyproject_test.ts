import assert from "node:assert/strict";
import { parse, stringify } from "smol-toml";
import fc from "../../../../tests/packages/fast_check.ts";
import {
  boundedProject,
  declaresPackages,
  readProject,
  relevantPart,
} from "./pyproject.ts";

const PROJECT = `[project]
name = "shop"
requires-python = ">=3.10,<3.13"
dependencies = ["six"]

[project.optional-dependencies]
fast = ["orjson"]

[dependency-groups]
dev = ["pytest"]
docs = ["mkdocs", { include-group = "dev" }]

[build-system]
requires = ["hatchling"]

[tool.ruff]
line-length = 80
`;

Deno.test("readProject() reads what is installed and whether the project is, too", () => {
  const project = readProject(PROJECT);
  assert.deepEqual(project, {
    requiresPython: ">=3.10,<3.13",
    isPackage: true,
    name: "shop",
    extras: ["fast"],
    groups: ["dev", "docs"],
    defaultGroups: ["dev"],
    uv: undefined,
  });
  const withUv = (lines: string) =>
    readProject(`${PROJECT}\n[tool.uv]\n${lines}`);
  assert.equal(withUv("package = false").isPackage, false);
  assert.deepEqual(withUv('default-groups = ["docs"]').defaultGroups, ["docs"]);
  assert.deepEqual(withUv('default-groups = "all"').defaultGroups, [
    "dev",
    "docs",
  ]);
  assert.equal(readProject('[project]\nname = "x"\n').isPackage, false);
});

Deno.test("declaresPackages() knows tables that uv reads, and Poetry's", () => {
  assert.equal(declaresPackages(PROJECT), true);
  assert.equal(declaresPackages("[dependency-groups]\ndev = []\n"), true);
  assert.equal(
    declaresPackages('[tool.uv.workspace]\nmembers = ["a"]\n'),
    true,
  );
  assert.equal(declaresPackages("[tool.ruff]\nline-length = 80\n"), false);
  assert.equal(
    declaresPackages('[project]\nname = "x"\n[tool.poetry]\npackages = []\n'),
    true,
  );
  assert.equal(
    declaresPackages('[tool.poetry.dependencies]\npython = "^3.11"\n'),
    true,
  );
  assert.throws(
    () => declaresPackages("[project\n"),
    /Cannot read pyproject\.toml, line 1: /,
  );
});

Deno.test("relevantPart() changes with dependencies and not with linters", () => {
  const same = PROJECT.replace("80", "88") + "\n[tool.pytest.ini_options]\n";
  assert.equal(relevantPart(same), relevantPart(PROJECT));
  for (
    const [before, after] of [
      ['"six"', '"six>=1"'],
      ['"orjson"', '"ujson"'],
      ['"pytest"', '"nose"'],
      ["hatchling", "flit_core"],
      [">=3.10,", ">=3.11,"],
    ] as const
  ) {
    const changed = PROJECT.replace(before, after);
    assert.notEqual(relevantPart(changed), relevantPart(PROJECT), after);
  }
});

Deno.test("relevantPart() of any text is a text", () => {
  fc.assert(fc.property(fc.string(), (text) => {
    assert.equal(typeof relevantPart(text), "string");
  }));
});

Deno.test("relevantPart() says the same however a project is laid out", () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const project = fc.record({
    name: word,
    version: fc.constantFrom("1.0", "2.0"),
    dependencies: fc.array(word),
  });
  fc.assert(fc.property(project, word, (project, note) => {
    const text = stringify({ project });
    const noted = `# ${note}\n\n${text}\n[tool.ruff]\nselect = ["${note}"]\n`;
    const plain = `${text}\n[tool]\n`;
    assert.equal(relevantPart(noted), relevantPart(plain));
  }));
});

Deno.test("boundedProject() keeps the settings of a workspace and adds the bound", () => {
  const marker = "python_full_version < '3.13'";
  const settings = {
    "index-url": "https://host/simple",
    "exclude-dependencies": ["a"],
    sources: { six: { path: "six" } },
  };
  const bounded = parse(boundedProject(settings, marker) ?? "");
  // TOML's tables have no prototype.
  assert.deepEqual(JSON.parse(JSON.stringify(bounded)), {
    tool: {
      uv: {
        "index-url": "https://host/simple",
        "exclude-dependencies": ["a"],
        environments: [marker],
      },
    },
  });
  assert.equal(boundedProject({ environments: ["x"] }, marker), undefined);
});
