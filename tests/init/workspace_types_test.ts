/**
 * The types of `workspace.ts` accept what init writes.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { CHECKOUT, tempDir } from "../support/harness.ts";
import { proposalFor } from "../support/init/init_proposal.ts";

const FLASK = "from flask import Flask\napp = Flask(__name__)\n";

const REPOSITORIES: readonly Readonly<Record<string, string>>[] = [
  {},
  {
    "requirements/dev.txt":
      "rq\npsycopg2\nflask\nopenai\nollama\nmlflow\ntensorboard\njupyterlab\n",
    "a.ipynb": "",
    "web/app.py":
      `${FLASK}import os, ollama, mlflow\nos.environ["OPENAI_API_KEY"]\nollama.chat(model="x")\nw = SummaryWriter()\n`,
    Procfile: "release: a | b\nworker: rq worker\n",
    "compose.yml": "services:\n  db:\n    image: postgres\n",
  },
  {
    "pyproject.toml":
      '[project]\ndependencies = ["fastapi"]\n[project.optional-dependencies]\nui = ["streamlit", "gradio", "dash", "panel"]\n',
    "api/__init__.py": "",
    "api/main.py":
      "from fastapi import FastAPI\ndef make():\n    app = FastAPI()\n    return app\n",
    "ui/home.py": "import streamlit as st\nst.title('x')\n",
    "ui/g.py": "import gradio\ngradio.Blocks().launch()\n",
    "ui/d.py": "import dash\napp = dash.Dash()\napp.run()\n",
    "ui/p.py": "import panel as pn\npn.Row().servable()\n",
  },
  {
    "requirements.txt": "python-fasthtml\nmarimo\ndjango\n",
    "main.py": "from fasthtml.common import *\napp, rt = fast_app()\n",
    "nb.py": "import marimo\napp = marimo.App()\n",
    "site/manage.py": "import django\nexecute_from_command_line()\n",
  },
];

Deno.test("deno check accepts every workspace.ts that init writes, and refuses a wrong field", async () => {
  await using dir = await tempDir();
  const check = async (): Promise<{ success: boolean; stderr: string }> => {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "check",
        "--config",
        join(CHECKOUT, "deno.json"),
        "--no-lock",
        ".",
      ],
      cwd: dir.path,
      stdout: "null",
      stderr: "piped",
      env: { NO_COLOR: "1" },
    }).output();
    return { success, stderr: new TextDecoder().decode(stderr) };
  };
  let presets = "";
  for (const [index, files] of REPOSITORIES.entries()) {
    const { text } = await proposalFor(files);
    presets += text;
    await Deno.writeTextFile(join(dir.path, `${index}.ts`), text);
  }
  for (
    const name of [
      "streamlit",
      "django",
      "fastapi",
      "flask",
      "fasthtml",
      "gradio",
      "dash",
      "panel",
      "marimo",
      "mlflow",
      "jupyterLab",
      "tensorboard",
      "postgres",
      "redis",
    ]
  ) assert.match(presets, new RegExp(`\\b${name}\\(`));
  const { success, stderr } = await check();
  assert.ok(success, stderr);
  const { text } = await proposalFor({ "app.py": FLASK });
  const wrong = text.replace("flask()", "flask({ aap: 1 })");
  await Deno.writeTextFile(join(dir.path, "wrong.ts"), wrong);
  assert.match((await check()).stderr, /'aap' does not exist/);
});
