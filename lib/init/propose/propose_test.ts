import assert from "node:assert/strict";
import { proposalFor } from "../../../tests/support/init/init_proposal.ts";

/** By framework: a small app, its package, and the service that it becomes. */
const APPS: Readonly<
  Record<string, { files: Record<string, string>; service: string }>
> = {
  streamlit: {
    files: { "dashboard.py": "import streamlit as st\nst.title('x')\n" },
    service: 'streamlit({ script: "dashboard.py" })',
  },
  django: {
    files: {
      "manage.py":
        "from django.core.management import execute_from_command_line\nexecute_from_command_line([])\n",
    },
    service: "django({ migrate: true })",
  },
  fastapi: {
    files: { "main.py": "from fastapi import FastAPI\napp = FastAPI()\n" },
    service: "fastapi()",
  },
  flask: {
    files: { "web.py": "import flask\nserver = flask.Flask(__name__)\n" },
    service: 'flask({ app: "web:server" })',
  },
  "python-fasthtml": {
    files: {
      "main.py":
        "from fasthtml.common import *\napp, rt, (a, B) = fast_app(\n  live=True)\nserve()\n",
    },
    service: "fasthtml()",
  },
  gradio: {
    files: {
      "app.py":
        "import gradio as gr\nwith gr.Blocks() as demo: pass\ndemo.launch()\n",
    },
    service: "gradio()",
  },
  dash: {
    files: { "index.py": "from dash import Dash\na = Dash()\na.run()\n" },
    service: 'dash({ script: "index.py" })',
  },
  panel: {
    files: { "app.py": "import panel as pn\npn.Row().servable()\n" },
    service: "panel()",
  },
  marimo: {
    files: { "nb.py": "import marimo\napp = marimo.App()\n" },
    service: 'marimo({ notebook: "nb.py" })',
  },
};

for (const [distribution, { files, service }] of Object.entries(APPS)) {
  Deno.test(`propose() finds an app of ${distribution} by dependency and by import`, async () => {
    const listed = await proposalFor({
      ...files,
      "requirements.txt": `${distribution}\n`,
    });
    assert.match(listed.text, new RegExp(`app: ${escaped(service)},\n`));
    assert.deepEqual(listed.requirements, []);
    const { text, requirements } = await proposalFor(files);
    assert.ok(text.includes(service), text);
    assert.ok(requirements.includes(distribution), `${requirements}`);
  });
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w ]/g, "\\$&");
}

Deno.test("propose() adds JupyterLab, MLflow and TensorBoard where they are installed and used", async () => {
  const files = {
    "a.ipynb": "{}",
    "train.py":
      'import mlflow, torch\nfrom torch.utils.tensorboard import SummaryWriter\nw = SummaryWriter("runs/1")\n',
  };
  const { text } = await proposalFor({
    ...files,
    "requirements.txt": "jupyterlab\nmlflow\ntensorboard\n",
  });
  assert.match(
    text,
    /jupyter: jupyterLab\(\),\n +mlflow: mlflow\(\),\n +tensorboard: tensorboard\(\{ logdir: "runs" \}\),/,
  );
  const { services, unmapped } = await proposalFor({
    ...files,
    "requirements.txt": "six\n",
  });
  assert.deepEqual(services, []);
  assert.deepEqual(unmapped.map(({ add }) => add), [
    "./hearth setup --add jupyterlab",
    "jupyter: jupyterLab(),",
    "./hearth setup --add mlflow",
    "mlflow: mlflow(),",
    "./hearth setup --add tensorboard",
    "tensorboard: tensorboard(),",
  ]);
});

Deno.test("propose() gives a repository of notebooks JupyterLab and its packages", async () => {
  const { text, requirements } = await proposalFor({
    "notebooks/one.ipynb": "{}",
    "helper.py":
      "import pandas as pd\nfrom sklearn import svm\nimport helper2\n",
  });
  assert.match(text, /jupyter: jupyterLab\(\)/);
  assert.deepEqual(requirements, ["jupyterlab", "pandas", "scikit-learn"]);
});

Deno.test("propose() takes the file that a Procfile starts over one with a usual name", async () => {
  const app = "import streamlit as st\nst.title('x')\n";
  const files = {
    "app.py": app,
    "tool.py": app,
    "requirements.txt": "streamlit",
  };
  assert.match((await proposalFor(files)).text, /app: streamlit\(\)/);
  const { text, found } = await proposalFor({
    ...files,
    Procfile: "web: streamlit run tool.py --server.port $PORT\n",
  });
  assert.match(text, /app: streamlit\(\{ script: "tool.py" \}\)/);
  assert.deepEqual(found, ["Streamlit: tool.py (Procfile starts it)"]);
});

Deno.test("propose() finds the module of an app in a package, and its factory", async () => {
  const { text } = await proposalFor({
    "pyproject.toml": '[project]\nname = "api"\ndependencies = ["fastapi"]\n',
    "src/core/config.py": "x = 1\n",
    "src/main.py":
      "from fastapi import FastAPI\nfrom src.core.config import x\n\ndef make() -> FastAPI:\n    app = FastAPI()\n    return app\n",
  });
  assert.match(text, /fastapi\(\{ app: "src\.main:make", factory: true \}\)/);
  const { text: flask } = await proposalFor({
    "requirements.txt": "flask\n",
    "web/__init__.py":
      "from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n    return app\n",
  });
  assert.match(flask, /flask\(\{ app: "web" \}\)/);
});

Deno.test("propose() leaves Python's version to a runtime.txt or Dockerfile", async () => {
  const files = {
    "requirements.txt": "flask\n",
    "app.py": "from flask import Flask\napp = Flask(__name__)\n",
  };
  for (
    const file of [
      { "runtime.txt": "python-3.12.1\n" },
      { Dockerfile: "FROM python:3.12-slim\n" },
    ]
  ) {
    const { python } = await proposalFor({ ...files, ...file });
    assert.deepEqual(python, {});
  }
  const { python } = await proposalFor({ ...files, Dockerfile: "FROM node\n" });
  assert.deepEqual(python, { version: ">=3.11" });
});

Deno.test("propose() names the directory of another project, not that of its app", async () => {
  const app = "import streamlit as st\nst.title('x')\n";
  const { unmapped } = await proposalFor({
    "fancy/requirements.txt": "streamlit\n",
    "fancy/app.py": app,
    "simple/requirements.txt": "streamlit\n",
    "simple/src/ui/app.py": app,
    "old.py": app,
  });
  assert.deepEqual(unmapped.map(({ add }) => add), ["./hearth init simple"]);
});

Deno.test("propose() says which app of a monorepo it took, or asks", async () => {
  const app = "from fasthtml.common import *\napp, rt = fast_app()\nserve()\n";
  const files = {
    "one/main.py": app,
    "one/requirements.txt": "python-fasthtml\n",
    "one/.env.example": "ONE_API_KEY=\n",
    "two/main.py": app,
    "two/requirements.txt": "python-fasthtml\n",
    "two/keys.py": 'import os\nkey = os.environ["TWO_API_KEY"]\n',
  };
  const guessed = await proposalFor(files);
  assert.match(
    guessed.text,
    /python: \{ version: ">=3\.11", from: "one\/requirements\.txt" \}/,
  );
  assert.match(guessed.text, /app: fasthtml\(\{ cwd: "one" \}\)/);
  assert.deepEqual(guessed.guesses, [
    "Which app is it: took one/main.py, not two/main.py",
  ]);
  assert.deepEqual(guessed.unmapped, [{
    what: "FastHTML in two/main.py is another project",
    add: "./hearth init two",
  }]);
  assert.deepEqual(guessed.secrets.map(({ name }) => name), ["ONE_API_KEY"]);
  const asked: string[] = [];
  const chosen = await proposalFor(files, (question, options) => {
    asked.push(question, ...options.map(({ label }) => label));
    return Promise.resolve(1);
  });
  assert.deepEqual(asked, ["Which app is it?", "one/main.py", "two/main.py"]);
  assert.match(chosen.text, /app: fasthtml\(\{ cwd: "two" \}\)/);
  assert.deepEqual(chosen.secrets.map(({ name }) => name), ["TWO_API_KEY"]);
});

Deno.test("propose() names several apps by what they are, each with its own port", async () => {
  const { text } = await proposalFor({
    "requirements.txt": "fastapi\nflask\nmlflow\nstreamlit\n",
    "main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
    "ui.py": "import streamlit as st, mlflow\nst.title('x')\n",
    "web.py": "from flask import Flask\napp = Flask(__name__)\n",
  });
  assert.match(text, /api: fastapi\(\),/);
  assert.match(text, /streamlit: streamlit\(\{ script: "ui.py" \}\),/);
  assert.match(text, /flask: flask\(\{ app: "web" \}\),/);
  assert.match(text, /mlflow: mlflow\(\{ port: 5001 \}\),/);
});

Deno.test("propose() neither takes tests and examples for the app nor the framework itself", async () => {
  const flask = "from flask import Flask\napp = Flask(__name__)\n";
  const { services, unmapped } = await proposalFor({
    "requirements.txt": "flask\n",
    "tests/app.py": flask,
    "examples/hello/app.py": flask,
  });
  assert.deepEqual(services, []);
  assert.match(unmapped[0]?.what ?? "", /no file clearly starts it/);
  const own = await proposalFor({
    "src/flask/__init__.py": "",
    "app.py": flask,
  });
  assert.deepEqual(own.services, []);
});
