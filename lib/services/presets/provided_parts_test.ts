import assert from "node:assert/strict";
import { postgres } from "./postgres.ts";
import { redis } from "./redis.ts";

Deno.test("postgres() and redis() provide the address under all names, and its parts", () => {
  const { provides } = postgres({
    database: "shop",
    variable: ["A_URL", "B_URL"],
    scheme: "postgresql+asyncpg",
    variables: { host: "DB_HOST", password: "DB_PASSWORD", database: "DB" },
  });
  const address =
    "postgresql+asyncpg://postgres:{password}@127.0.0.1:{port}/shop";
  assert.deepEqual(provides, {
    A_URL: address,
    B_URL: address,
    DB_HOST: "127.0.0.1",
    DB_PASSWORD: "{password}",
    DB: "shop",
  });
  assert.deepEqual(
    redis({ variables: { host: "REDIS_HOST", port: "REDIS_PORT" } }).provides,
    {
      REDIS_URL: "redis://default:{password}@127.0.0.1:{port}/0",
      REDIS_HOST: "127.0.0.1",
      REDIS_PORT: "{port}",
    },
  );
});
