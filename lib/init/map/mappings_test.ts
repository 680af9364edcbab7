/**
 * What becomes of the files of other tools.
 *
 * @module
 */
import assert from "node:assert/strict";
import { proposalFor } from "../../../tests/support/init/init_proposal.ts";

const FLASK = "from flask import Flask\napp = Flask(__name__)\n";

Deno.test("a Procfile's processes become services and commands before the app", async () => {
  const { text } = await proposalFor({
    "requirements.txt": "flask\nrq\n",
    "app.py": FLASK,
    Procfile: [
      "release: yes | ./prepare",
      "web: flask db upgrade; gunicorn app:app --bind 0.0.0.0:$PORT",
      "worker: poetry run rq worker jobs",
      "clock: python clock.py >log",
    ].join("\n"),
  });
  assert.match(
    text,
    /before: \[\["sh", "-c", "yes \| \.\/prepare"\], \["flask", "db", "upgrade"\]\]/,
  );
  assert.match(text, /redis: \{ \.\.\.redis\(\), optional: true \},/);
  assert.match(
    text,
    /command: \["rq", "worker", "jobs"\],\n +dependsOn: \["redis"\],\n +optional: true/,
  );
  assert.match(text, /\["sh", "-c", "python clock\.py >log"\]/);
});

Deno.test("a Procfile's cd and export hold for the commands behind them", async () => {
  const { text } = await proposalFor({
    "requirements.txt": "django\nstreamlit\n",
    "site/manage.py": "import django\nexecute_from_command_line()\n",
    Procfile: "release: cd ./site/ && python manage.py seed && cd .. && " +
      "python check.py\nweb: export A=1; bash -c 'x && y'; gunicorn s.wsgi\n",
  });
  assert.match(
    text.replaceAll(/\s+/g, " "),
    /\["python", "manage\.py", "seed"\], \["sh", "-c", "cd \.\. && python check\.py"\], \["sh", "-c", "export A=1 && bash -c 'x && y'"\]/,
  );
});

Deno.test("a Procfile's web that starts nothing known is reported with the line to add", async () => {
  const { unmapped } = await proposalFor({
    "requirements.txt": "six\n",
    "server.py": "import http.server\n",
    Procfile: "web: python server.py $PORT\n",
  });
  assert.deepEqual(unmapped, [{
    what: 'Procfile: "web" runs python server.py $PORT',
    add: 'web: { command: ["python", "server.py", "{port}"], ' +
      'port: 8000, env: { PORT: "{port}" } },',
  }]);
});

Deno.test("Django's migrations of a Procfile are those of its preset", async () => {
  const { text } = await proposalFor({
    "requirements.txt": "django\n",
    "manage.py": "import django\nexecute_from_command_line()\n",
    Procfile: "release: python manage.py migrate\nweb: gunicorn site.wsgi\n",
  });
  assert.match(text, /app: django\(\{ migrate: true \}\),/);
});

Deno.test("FastAPI opens its documentation where it is", async () => {
  for (
    const [argument, open] of [
      ["docs_url=None", /fastapi\(\{ open: "\/" \}\)/],
      ['docs_url="/api/docs"', /fastapi\(\{ open: "\/api\/docs" \}\)/],
      ['docs_url="/docs" if debug else None', /fastapi\(\)/],
    ] as const
  ) {
    const { text } = await proposalFor({
      "requirements.txt": "fastapi\n",
      "main.py": `from fastapi import FastAPI\napp = FastAPI(${argument})\n`,
    });
    assert.match(text, open);
  }
});

Deno.test("a script that only builds a frontend has no port", async () => {
  for (
    const script of ["vite build --watch", "tailwindcss -i a -o b --watch"]
  ) {
    const { unmapped } = await proposalFor({
      "package.json": JSON.stringify({ scripts: { dev: script } }),
    });
    assert.deepEqual(unmapped.map(({ add }) => add), [
      'frontend: { command: ["npm", "run", "dev"] },',
    ]);
  }
});

Deno.test("scripts of package.json and a flake are reported with the line to add", async () => {
  const { unmapped } = await proposalFor({
    "package.json": '{"scripts":{"serve":"flask run"}}',
    "web/package.json": '{"scripts":{"dev":"vite --host"}}',
    "flake.nix": "{}",
  });
  assert.deepEqual(unmapped.map(({ add }) => add), [
    'frontend: { cwd: "web", command: ["npm", "run", "dev"], port: 5173 },',
    "inputsFrom = [ hearth.devShells.${system}.default ];",
  ]);
});

Deno.test("clients of Ollama give models, or ask for Ollama", async () => {
  const app = `${FLASK}import ollama\n`;
  const named = await proposalFor({
    "app.py": `${app}ollama.chat(model="llama3.2")\n`,
    "requirements.txt": "flask\nollama\n",
  });
  assert.match(named.text, /\n {2}models: \["llama3\.2"\],\n/);
  const { text } = await proposalFor({
    "app.py": app,
    "requirements.txt": "flask\nollama\n",
  });
  assert.match(text, /\n {2}ollama: \{\},\n/);
});

Deno.test("python says only what setup does not find by itself", async () => {
  const python = async (
    files: Record<string, string>,
  ): Promise<unknown> =>
    (await proposalFor({ "app.py": FLASK, ...files })).python;
  const version = ">=3.11";
  assert.deepEqual(await python({ "requirements.txt": "flask" }), { version });
  const pin = { ".python-version": "3.12\n" };
  assert.deepEqual(await python({ "requirements.txt": "flask", ...pin }), {});
  // pyenv keeps the name of an environment there, which says no version.
  const environment = { ".python-version": "my-env\n" };
  assert.deepEqual(
    await python({ "requirements.txt": "flask", ...environment }),
    { version },
  );
  const project = {
    "pyproject.toml":
      '[project]\nrequires-python = ">=3.9"\ndependencies = ["flask"]\n',
  };
  for (const name of ["requirements-dev.txt", "requirements/dev.txt"]) {
    assert.deepEqual(await python({ ...project, [name]: "pytest" }), {
      from: "pyproject.toml",
    });
    assert.deepEqual(await python({ ...project, [name]: "pytest\nflask" }), {
      from: name,
    });
    const poetry = '[tool.poetry.dependencies]\nflask = "*"\n';
    assert.deepEqual(
      await python({ "pyproject.toml": poetry, [name]: "flask2" }),
      { version, from: name },
    );
  }
  assert.deepEqual(
    await python({ ...project, "requirements-docs.txt": "sphinx" }),
    {},
  );
  assert.deepEqual(await python({ "requirements/dev.txt": "flask" }), {
    version,
    from: "requirements/dev.txt",
  });
  assert.deepEqual(
    await python({
      "requirements.txt": "-r requirements/production.txt",
      "requirements/production.txt": "flask",
      "requirements/development.txt": "flask\nx",
    }),
    { version, from: "requirements/development.txt" },
  );
  assert.deepEqual(
    await python({
      "pyproject.toml":
        '[project]\nrequires-python = ">=3.9"\ndependencies = ["six"]\n[project.optional-dependencies]\nweb = ["flask"]\n',
    }),
    { extras: ["web"] },
  );
  assert.deepEqual(
    await python({
      "pyproject.toml":
        '[project]\ndependencies = ["flask"]\n[dependency-groups]\nlab = ["jupyterlab"]\n',
      "a.ipynb": "",
    }),
    { version, groups: ["lab"] },
  );
  const pipfile = { Pipfile: '[packages]\nflask = "*"\n' };
  assert.deepEqual(await python(pipfile), { version });
  const { unmapped } = await proposalFor({ "app.py": FLASK, ...pipfile });
  assert.deepEqual(unmapped.map(({ add }) => add), [
    "pipenv requirements --dev > requirements.txt",
  ]);
  assert.deepEqual(
    await python({
      "setup.cfg":
        "[options]\npython_requires = >=3.9\ninstall_requires =\n  flask\n",
    }),
    { version: ">=3.9" },
  );
});

Deno.test("a Pipfile is reported, whatever other projects of the repository list", async () => {
  const { unmapped } = await proposalFor({
    Pipfile: '[packages]\nflask = "*"\n',
    "app.py": FLASK,
    "skill/requirements.txt": "six\n",
  });
  assert.deepEqual(unmapped.map(({ add }) => add), [
    "pipenv requirements --dev > requirements.txt",
  ]);
});
