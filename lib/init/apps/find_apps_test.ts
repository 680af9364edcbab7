import assert from "node:assert/strict";
import { proposalFor } from "../../../tests/support/init/init_proposal.ts";

const MADE = "from .factory import create_app\napp = create_app()\n";

Deno.test("findApps() tells from what a factory imports which framework it is", async () => {
  const files = (framework: string, call: string): Record<string, string> => ({
    "requirements.txt": framework,
    "web/__init__.py": "",
    "web/main.py": MADE,
    "web/factory.py":
      `import ${framework}\ndef create_app():\n    return ${call}\n`,
  });
  const fastapi = await proposalFor(files("fastapi", "fastapi.FastAPI()"));
  assert.match(fastapi.text, /app: fastapi\(\{ app: "web.main:app" \}\)/);
  assert.doesNotMatch(fastapi.text, /flask/);
  const flask = await proposalFor(files("flask", "flask.Flask('x')"));
  assert.match(flask.text, /app: flask\(\{ app: "web.main" \}\)/);
  const { text } = await proposalFor({
    "requirements.txt": "fastapi",
    "main.py":
      "from fastapi import FastAPI\ndef build():\n    api = FastAPI()\n    return api\nserver = build()\n",
  });
  assert.match(text, /fastapi\(\{ app: "main:server" \}\)/);
});

Deno.test("findApps() finds what launches an interface that another file makes", async () => {
  const { text } = await proposalFor({
    "requirements.txt": "gradio",
    "src/__init__.py": "",
    "src/ui.py": "import gradio as gr\ndef make():\n    return gr.Blocks()\n",
    "app.py": "from src.ui import make\nmake().launch()\n",
  });
  assert.match(text, /app: gradio\(\)/);
});

Deno.test("findApps() takes a script or module that only imports what it starts", async () => {
  const view = "import streamlit as st\ndef render():\n    st.title('x')\n";
  const { text } = await proposalFor({
    "requirements.txt": "streamlit",
    "README.md": "Run `streamlit run start.py`.",
    "start.py": "from views.home import render\nrender()\n",
    "views/home.py": view,
  });
  assert.match(text, /app: streamlit\(\{ script: "start.py" \}\)/);
  const flask = await proposalFor({
    "requirements.txt": "flask",
    ".vscode/launch.json":
      '{ "configurations": [{ "module": "flask", "env": { "FLASK_APP": "web.run" } }] }',
    "web/__init__.py": "from flask import Flask\napp = Flask('x')\n",
    "web/run.py": "from . import app\nfrom . import views\n",
    "web/views.py": "from . import app\n",
  });
  assert.match(flask.text, /app: flask\(\{ app: "web.run" \}\)/);
});

Deno.test("findApps() counts neither tests nor files of the same name as importers", async () => {
  const app = "import streamlit as st\nst.title('x')\n";
  const { text } = await proposalFor({
    "requirements.txt": "streamlit",
    "ui/main.py": app,
    "tests/test_ui.py": "from ui import main\n",
    "api/main.py": "",
    "api/server.py": "import main\n",
  });
  assert.match(text, /app: streamlit\(\{ script: "ui\/main.py" \}\)/);
});

Deno.test("an app that imports its neighbors by name runs where they are", async () => {
  const files = {
    "requirements.txt": "python-fasthtml",
    "app/__init__.py": "",
    "app/main.py":
      "from fasthtml.common import *\nimport config\napp = FastHTML()\n",
    "app/config.py": "",
  };
  assert.match(
    (await proposalFor(files)).text,
    /app: fasthtml\(\{ cwd: "app" \}\)/,
  );
  const { text } = await proposalFor({
    ...files,
    "requirements.txt": "python-fasthtml\nalembic",
    "alembic.ini": "[alembic]\nprepend_sys_path = .\n",
  });
  assert.match(
    text,
    /fasthtml\(\{\n +env: \{ PYTHONPATH: "app" \},\n +before: \[\["alembic", "upgrade", "head"\]\],/,
  );
});

Deno.test("an app is imported as the repository's own command imports it", async () => {
  const { text } = await proposalFor({
    "requirements.txt": "fastapi",
    Dockerfile: 'CMD ["uvicorn", "app.main:app"]\n',
    "src/__init__.py": "",
    "src/app/__init__.py": "",
    "src/app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
  });
  assert.match(text, /fastapi\(\{ cwd: "src", app: "app.main:app" \}\)/);
});

Deno.test("Marimo opens a project whose notebooks are examples", async () => {
  const { text } = await proposalFor({
    "requirements.txt": "marimo",
    "examples/one.py": "import marimo\napp = marimo.App()\n",
    "examples/two.py": "import marimo\napp = marimo.App()\n",
  });
  assert.match(text, /app: marimo\(\)/);
});

Deno.test("findApps() follows an app that any other function is said to make", async () => {
  const { text } = await proposalFor({
    "requirements.txt": "fastapi",
    "backend/__init__.py": "",
    "backend/core.py":
      "from fastapi import FastAPI\ndef register_app():\n    api = FastAPI()\n    return api\n",
    "backend/main.py":
      "from backend.core import register_app\napp = register_app()\n",
  });
  assert.match(text, /app: fastapi\(\{ app: "backend.main:app" \}\)/);
});

Deno.test("findApps() finds a notebook that a Procfile serves with Panel", async () => {
  const { text } = await proposalFor({
    "requirements.txt": "panel",
    "iris.ipynb": "{}",
    Procfile: "web: panel serve --address=0.0.0.0 --port=$PORT iris.ipynb\n",
  });
  assert.match(text, /app: panel\(\{ script: "iris.ipynb" \}\)/);
});

Deno.test("findApps() passes over what setuptools copied into build/lib", async () => {
  const app = "import dash\napp = dash.Dash()\napp.run()\n";
  const { text } = await proposalFor({
    "requirements.txt": "dash",
    "shop/app.py": app,
    "build/lib/shop/app.py": app,
    "build/lib.linux-x86_64-cpython-311/shop/app.py": app,
  });
  assert.match(text, /script: "shop\/app.py"/);
});

Deno.test("a script that imports its own package by the whole name finds it", async () => {
  const files = (
    framework: string,
    script: string,
  ): Record<string, string> => ({
    "shop/api/requirements.txt": framework,
    "shop/api/app.py": `from shop.api.words import WORDS\n${script}`,
    "shop/api/words.py": "WORDS = []\n",
  });
  const dash = await proposalFor(
    files("dash", "import dash\napp = dash.Dash()\napp.run()\n"),
  );
  assert.match(
    dash.text.replaceAll(/\s+/g, " "),
    /dash\(\{ cwd: "shop\/api", env: \{ PYTHONPATH: "\.\.\/\.\." \} \}\)/,
  );
  const view = "import streamlit as st\nst.title('x')\n";
  const streamlit = await proposalFor({
    ...files("streamlit", view),
    "requirements.txt": "streamlit\n",
    "shop/api/requirements.txt": "",
  });
  assert.match(
    streamlit.text,
    /app: streamlit\(\{ script: "shop\/api\/app.py" \}\)/,
  );
});
