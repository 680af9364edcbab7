/**
 * What a repository's own files say of its app.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { collectHints } from "./collect_hints.ts";
import { splitCommands, startedApp } from "./command_line.ts";
import { presetOfImage, readCompose } from "./compose.ts";
import { devcontainerCommands } from "./devcontainer.ts";
import { launchCommands } from "./launch_json.ts";
import { packageScript } from "./package_scripts.ts";
import { readProcfile } from "./procfile.ts";
import { commandsInText, dockerfileCommands } from "./text_commands.ts";

Deno.test("splitCommands() gives words, or undefined where a shell is needed", () => {
  assert.deepEqual(
    splitCommands(`flask db upgrade; gunicorn -b 0:$PORT "a b" && yes | head`),
    [
      { text: "flask db upgrade", words: ["flask", "db", "upgrade"] },
      {
        text: `gunicorn -b 0:$PORT "a b"`,
        words: ["gunicorn", "-b", "0:{port}", "a b"],
      },
      { text: "yes | head", words: undefined },
    ],
  );
  assert.deepEqual(
    splitCommands(`bash -c "a && b; c" && echo 'x;y' it\\;s`).map((
      { text },
    ) => text),
    [`bash -c "a && b; c"`, `echo 'x;y' it\\;s`],
  );
  for (
    const text of ["A=1 python x", "echo $HOME", "a > b", "ls *.py", "`x`"]
  ) {
    assert.equal(splitCommands(text)[0]?.words, undefined, text);
  }
});

Deno.test("startedApp() knows the servers and what they serve", () => {
  const cases: [string, string | undefined, string | undefined][] = [
    ["streamlit run app/Home.py --server.port 80", "streamlit", "app/Home.py"],
    ["python -m streamlit run x.py", "streamlit", "x.py"],
    [
      "poetry run uvicorn app.main:app --host 0.0.0.0:80",
      undefined,
      "app.main:app",
    ],
    ["gunicorn --config gunicorn.conf.py site.wsgi", undefined, "site.wsgi"],
    ["gunicorn app:server", undefined, "app:server"],
    ["exec python3 manage.py runserver", "django", "manage.py"],
    ["./manage.py runserver", "django", "./manage.py"],
    ["uv run fastapi dev main.py", "fastapi", "main.py"],
    ["flask --app web run", "flask", "web"],
    ["flask --app=web:make run", "flask", "web:make"],
    ["python server.py", undefined, "server.py"],
  ];
  for (const [line, framework, target] of cases) {
    assert.deepEqual(startedApp(line.split(" ")), { framework, target }, line);
  }
  assert.equal(startedApp(["make", "all"]), undefined);
  assert.equal(startedApp([]), undefined);
});

Deno.test("readProcfile() and readCompose() read what is there", () => {
  assert.deepEqual(
    [...readProcfile("web: a b\r\n# c: d\n\nworker:  e\nbroken\n")],
    [["web", "a b"], ["worker", "e"]],
  );
  assert.deepEqual(
    readCompose(`
services:
  db: { image: "postgres:16", profiles: [full] }
  app:
    build: .
    command: ["a", "b"]
    depends_on: { db: { condition: x } }
    links: ["db:postgres"]
`),
    [
      {
        name: "db",
        image: "postgres:16",
        isBuilt: false,
        command: undefined,
        needs: [],
        profiles: ["full"],
      },
      {
        name: "app",
        image: undefined,
        isBuilt: true,
        command: "a b",
        needs: ["db"],
        profiles: [],
      },
    ],
  );
  assert.equal(
    presetOfImage("docker.io/library/postgres:16@sha256:a"),
    "postgres",
  );
  assert.equal(presetOfImage("host:5000/redis/redis-stack"), "redis");
  assert.equal(presetOfImage("postgres-exporter"), undefined);
});

Deno.test("launchCommands() reads modules, programs and the variables of Flask", () => {
  assert.deepEqual(
    launchCommands(`{ // note
  "configurations": [
    { "module": "flask", "env": { "FLASK_APP": "web.app" }, "args": ["run"] },
    { "module": "uvicorn", "args": ["api.main:app", "--reload"] },
    { "program": "\${workspaceFolder}/app.py" },
    { "program": "\${file}" },
  ],
}`),
    [
      "python -m flask run --app web.app",
      "python -m uvicorn api.main:app --reload",
      "python app.py",
    ],
  );
  assert.deepEqual(launchCommands("{"), []);
});

Deno.test("commands are found in devcontainers, Dockerfiles and READMEs", () => {
  assert.deepEqual(
    devcontainerCommands(
      '{ // note\n "postStartCommand": ["a", "b"], "postAttachCommand": { "x": "c d", }, }',
    ),
    ["a b", "c d"],
  );
  assert.deepEqual(
    dockerfileCommands(
      'FROM x\nCMD ["uvicorn", \\\n "a:b"]\nentrypoint go now\n',
    ),
    ["uvicorn a:b", "go now"],
  );
  assert.deepEqual(
    commandsInText(
      "Run `streamlit run Home.py` or:\n\n    $ python app.py\n\nSee streamlit run Home.py\n",
    ),
    ["streamlit run Home.py", "python app.py"],
  );
  assert.deepEqual(
    packageScript('{"scripts":{"start":"x","dev":"vite"}}'),
    { name: "dev", command: "vite" },
  );
});

Deno.test("collectHints() weighs what starts the app more than what describes it", async () => {
  const files: Record<string, string> = {
    "README.md": "streamlit run a.py",
    "Procfile": "web: streamlit run b.py",
  };
  const hints = await collectHints(
    Object.keys(files),
    (path) => Promise.resolve(files[path]),
  );
  assert.deepEqual(hints.map(({ target, from }) => [target, from]), [
    ["b.py", "Procfile"],
    ["a.py", "README.md"],
  ]);
});

Deno.test("readers of hints neither throw nor hang", () => {
  const readers: ((text: string) => unknown)[] = [
    readProcfile,
    readCompose,
    devcontainerCommands,
    dockerfileCommands,
    commandsInText,
    (text) => packageScript(text) ?? "none",
    (text) =>
      splitCommands(text).map(({ words }) => startedApp(words ?? [text])),
  ];
  const token = fc.constantFrom(
    "web: ",
    "streamlit run ",
    "python ",
    "-m ",
    "x.py",
    "services:\n",
    "  db:\n",
    "    image: a\n",
    "CMD [",
    '"',
    "'",
    "$",
    "${",
    "}",
    "`",
    "\\",
    ";",
    "&&",
    "\n",
    "{",
    "flask --app",
  );
  fc.assert(fc.property(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(token, { maxLength: 150 }).map((tokens) => tokens.join("")),
    ),
    (text) => {
      for (const read of readers) assert.ok(read(text) !== undefined);
    },
  ));
});
