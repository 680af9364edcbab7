import assert from "node:assert/strict";
import { proposalFor } from "../../../tests/support/init/init_proposal.ts";
import { postgresOptions, redisOptions } from "./database_variables.ts";

const none = new Map<string, string>();

Deno.test("postgresOptions() finds the parts of an address, or the address", () => {
  const names = [
    "DB_HOST",
    "DB_USER",
    "DB_PASS",
    "DB_NAME",
    "TEST_DB_HOST",
    "MYSQL_DB_PORT",
    "PORT",
  ];
  assert.deepEqual(postgresOptions({ names, values: none }), {
    variables: {
      host: "DB_HOST",
      user: "DB_USER",
      password: "DB_PASS",
      database: "DB_NAME",
    },
  });
  assert.deepEqual(
    postgresOptions({ names: ["PGUSER", "PGPASSWORD"], values: none }),
    { variables: { user: "PGUSER", password: "PGPASSWORD" } },
  );
  const values = new Map([["DB_URL", "postgresql+asyncpg://a:b@db/c"]]);
  assert.deepEqual(postgresOptions({ names: ["DB_URL"], values }), {
    variable: "DB_URL",
    scheme: "postgresql+asyncpg",
  });
  assert.deepEqual(postgresOptions({ names: ["DATABASE_URL"], values }), {});
  assert.equal(postgresOptions({ names: ["DB_NAME"], values }), undefined);
});

Deno.test("redisOptions() asks for no password where the code takes none", () => {
  const parts = ["REDIS_HOST", "REDIS_PORT"];
  assert.deepEqual(redisOptions({ names: parts, values: none }), {
    variables: { host: "REDIS_HOST", port: "REDIS_PORT" },
    config: ['requirepass ""'],
  });
  assert.deepEqual(
    redisOptions({ names: [...parts, "REDIS_PASSWORD"], values: none }),
    {
      variables: {
        host: "REDIS_HOST",
        port: "REDIS_PORT",
        password: "REDIS_PASSWORD",
      },
    },
  );
  assert.deepEqual(redisOptions({ names: ["REDIS_URL"], values: none }), {});
  assert.deepEqual(redisOptions({ names: ["REDISTOGO_URL"], values: none }), {
    variable: "REDISTOGO_URL",
  });
  assert.equal(redisOptions({ names: [], values: none }), undefined);
});

Deno.test("a database provides what the code reads, which is then no secret", async () => {
  const files = {
    "requirements.txt": "flask\npsycopg2\nredis",
    "app.py":
      "import flask, os\napp = flask.Flask('x')\nos.environ['DB_HOST'], os.environ['DB_PASSWORD']\n",
    ".devcontainer/docker-compose.yml":
      "services:\n  db:\n    image: postgres\n  redis:\n    image: redis\n",
  };
  const { text, unmapped } = await proposalFor(files);
  assert.match(
    text,
    /db: postgres\(\{ variables: \{ host: "DB_HOST", password: "DB_PASSWORD" \} \}\)/,
  );
  assert.doesNotMatch(text, /secrets|redis\(/);
  assert.deepEqual(unmapped, [{
    what:
      '.devcontainer/docker-compose.yml: service "redis" runs the image redis, which the code does not use',
    add: "redis: redis(),",
  }]);
});

Deno.test("a database of a profile is optional, one beside SQLite is not proposed", async () => {
  const app = (text: string): string =>
    `import flask\napp = flask.Flask('x')\nurl = "${text}"\n`;
  const files = {
    "requirements.txt": "flask\npsycopg2",
    "compose.yaml":
      "services:\n  db:\n    image: postgres\n    profiles: [full]\n",
  };
  const { text } = await proposalFor({
    ...files,
    "app.py": app("postgresql://localhost"),
  });
  assert.match(text, /db: \{ \.\.\.postgres\(\), optional: true \}/);
  assert.doesNotMatch(text, /dependsOn/);
  const lite = await proposalFor({ ...files, "app.py": app("sqlite:///x") });
  assert.doesNotMatch(lite.text, /postgres/);
});

Deno.test("addresses are known by what the code or an example gives them", () => {
  const values = new Map([
    ["BROKER", "redis://localhost:6379/0"],
    ["RESULTS", "redis://redis/1"],
    ["STORE", "postgres://a@b/c"],
  ]);
  const names = [...values.keys()];
  assert.deepEqual(redisOptions({ names, values }), {
    variable: ["BROKER", "RESULTS"],
  });
  assert.deepEqual(postgresOptions({ names, values }), { variable: "STORE" });
});
