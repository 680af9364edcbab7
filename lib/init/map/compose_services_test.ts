import assert from "node:assert/strict";
import { proposalFor } from "../../../tests/support/init/init_proposal.ts";

const FLASK = "from flask import Flask\napp = Flask(__name__)\n";

Deno.test("a compose file's databases become presets where a client is installed", async () => {
  const compose = `
services:
  DB_1: { image: postgres:16 }
  cache: { image: "redis:7" }
  mail: { image: axllent/mailpit }
  web: { build: ., depends_on: [db] }
`;
  const { text, unmapped } = await proposalFor({
    "requirements.txt": "fastapi\npsycopg[binary]\nalembic\n",
    "main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
    "alembic.ini": "[alembic]\nprepend_sys_path = .\n",
    "compose.yaml": compose,
  });
  assert.match(text, /"db-1": postgres\(\),/);
  assert.match(text, /dependsOn: \["db-1"\],/);
  assert.match(text, /before: \[\["alembic", "upgrade", "head"\]\],/);
  assert.deepEqual(unmapped.map(({ add }) => add), [
    "cache: redis(),",
    'mail: { command: ["docker", "compose", "up", "mail"], optional: true },',
  ]);
});

Deno.test("a compose file's database is optional where the program starts without it", async () => {
  const files = (compose: string): Record<string, string> => ({
    "requirements.txt": "flask\npsycopg2\nredis\n",
    "app.py": `${FLASK}import os\n` +
      'u = os.environ["DATABASE_URL"]\nr = os.environ["REDIS_URL"]\n',
    "docker/docker-compose.yml": compose,
  });
  const unused = await proposalFor(files(`
services:
  db: { image: pgautoupgrade/pgautoupgrade:17-alpine }
  redis: { image: redis }
  mail: { image: axllent/mailpit }
  web: { build: .., environment: [ "DATABASE_URL=postgres://a:b@db:5432/x" ] }
`));
  assert.match(unused.text, /db: postgres\(\),\n/);
  assert.match(unused.text, /redis: \{ \.\.\.redis\(\), optional: true \},/);
  assert.match(unused.text, /dependsOn: \["db"\]/);
  assert.match(
    unused.unmapped[0]?.add ?? "",
    /"-f", "docker\/docker-compose.yml", "up", "mail"/,
  );
  const profiles = files(`
x-app: &app { build: .., depends_on: [db, redis] }
services:
  db: { image: postgres, profiles: [db] }
  redis: { image: redis, profiles: [cache] }
  web: { <<: *app, profiles: [web] }
`);
  const off = await proposalFor(profiles);
  assert.match(off.text, /\.\.\.postgres\(\), optional: true/);
  const on = await proposalFor({
    ...profiles,
    ".env.example": "export COMPOSE_PROFILES=db,web\n",
  });
  assert.match(on.text, /dependsOn: \["db"\]/);
  assert.match(on.text, /\.\.\.redis\(\), optional: true/);
});

Deno.test("Alembic runs as a module where its settings do not name the project", async () => {
  const { text } = await proposalFor({
    "requirements.txt": "flask\nalembic\n",
    "app.py": FLASK,
    "alembic.ini": "# prepend_sys_path = .\n",
  });
  assert.match(
    text,
    /before: \[\["python", "-m", "alembic", "upgrade", "head"\]\]/,
  );
});

Deno.test("a database that the code cannot do without is a service without a compose file", async () => {
  const files = {
    "requirements.txt": "django\ndjango-environ\npsycopg\nredis\n",
    "manage.py": "import django\nexecute_from_command_line()\n",
    "settings.py": "import environ\nenv = environ.Env()\n" +
      'DATABASES = {"default": env.db("DATABASE_URL")}\n' +
      'CACHE = env("REDIS_URL", default="redis://localhost")\n',
  };
  const { text } = await proposalFor(files);
  assert.match(text, /dependsOn: \["postgres"\]/);
  assert.match(text, /postgres: postgres\(\),\n/);
  assert.doesNotMatch(text, /redis\(/);
  const other = await proposalFor({
    ...files,
    ".env": "DATABASE_URL=sqlite:///db.sqlite3\n",
  });
  assert.doesNotMatch(other.text, /postgres/);
});

Deno.test("Alembic does not run with the address that its template has", async () => {
  const files = {
    "requirements.txt": "flask\nalembic\n",
    "app.py": FLASK,
    "alembic.ini": "[alembic]\nscript_location = %(here)s/db\n" +
      "prepend_sys_path = .\nsqlalchemy.url = driver://user:pass@localhost/x\n",
  };
  const plain = await proposalFor({ ...files, "db/env.py": "url = 1\n" });
  assert.doesNotMatch(plain.text, /alembic/);
  const set = await proposalFor({
    ...files,
    "db/env.py": 'config.set_main_option("sqlalchemy.url", url)\n',
  });
  assert.match(set.text, /before: \[\["alembic"/);
});
