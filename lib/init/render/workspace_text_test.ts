import assert from "node:assert/strict";
import type { Proposal } from "../propose/proposal.ts";
import { workspaceText } from "./workspace_text.ts";

const EMPTY: Proposal = {
  name: "shop",
  python: {},
  services: [],
  secrets: [],
  models: [],
  usesOllama: false,
  requirements: [],
  found: [],
  guesses: [],
  unmapped: [],
};

Deno.test("workspaceText() writes what an owner would", () => {
  assert.equal(
    workspaceText({
      ...EMPTY,
      python: { version: ">=3.11" },
      services: [
        { name: "app", preset: "streamlit", options: { script: "a.py" } },
        { name: "jupyter", preset: "jupyterLab", options: {} },
        { name: "back-up", options: { command: ["sh", "-c", 'echo "x"'] } },
      ],
      secrets: [{ name: "KEY", prompt: "Key", isOptional: true }],
      models: ["llama3.1"],
    }, { types: "./t.d.ts" }),
    `/// <reference types="./t.d.ts" />
import { defineWorkspace, jupyterLab, streamlit } from "hearth";

export default defineWorkspace({
  name: "shop",
  python: { version: ">=3.11" },
  services: {
    app: streamlit({ script: "a.py" }),
    jupyter: jupyterLab(),
    "back-up": { command: ["sh", "-c", 'echo "x"'] },
  },
  secrets: {
    KEY: { prompt: "Key", optional: true },
  },
  models: ["llama3.1"],
});
`,
  );
});

Deno.test("workspaceText() imports only what it uses", () => {
  assert.match(
    workspaceText(EMPTY),
    /^import \{ defineWorkspace \} from "hearth";\n/,
  );
  assert.match(workspaceText({ ...EMPTY, usesOllama: true }), /ollama: \{\},/);
});

Deno.test("workspaceText() breaks the lines of a long optional service", () => {
  const service = (options: Record<string, string>): string =>
    workspaceText({
      ...EMPTY,
      services: [{ name: "db", preset: "postgres", options, isOptional: true }],
    });
  assert.match(
    service({ variable: "A" }),
    /^ {4}db: \{ \.\.\.postgres\(\{ variable: "A" \}\), optional: true \},$/m,
  );
  assert.ok(
    service({ variable: "A_LONG_NAME_OF_A_VARIABLE", database: "shop_of_us" })
      .includes(`    db: {
      ...postgres({
        variable: "A_LONG_NAME_OF_A_VARIABLE",
        database: "shop_of_us",
      }),
      optional: true,
    },
`),
  );
});

Deno.test("workspaceText() puts a long text into a line of its own, where it fits", () => {
  const env = {
    PLACE: `./${"directory/".repeat(6)}file`,
    LONG: "x".repeat(90),
  };
  const text = workspaceText({
    ...EMPTY,
    services: [{ name: "app", preset: "flask", options: { env } }],
  });
  assert.ok(text.includes(`        PLACE:\n          "${env.PLACE}",\n`));
  assert.ok(text.includes(`        LONG: "${env.LONG}",\n`));
});
