/**
 * PostgreSQL and Redis as services: real servers, data that stays.
 *
 * @module
 */
import assert from "node:assert/strict";
import { postgres } from "../../lib/services/presets/postgres.ts";
import { redis } from "../../lib/services/presets/redis.ts";
import {
  freePort,
  processesWith,
  requires,
  tempWorkspace,
} from "../support/harness.ts";

const SQL =
  "CREATE TABLE IF NOT EXISTS visit (n int); INSERT INTO visit VALUES (1)";
const COUNT = 'psql -qAt "$DATABASE_URL" -c "SELECT count(*) FROM visit"';
const INCREASE = 'redis-cli -u "$REDIS_URL" --no-auth-warning INCR visits';

Deno.test({
  ...requires(
    ["psql", "redis-cli"],
    "databases keep their data until clean --data, and ask for a password",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      name: "with 'quotes\" and spaces",
      services: {
        app: {
          command: [
            "sh",
            "-c",
            `echo $(${COUNT}) $(${INCREASE}); exec sleep 3600`,
          ],
          before: [["sh", "-c", `psql -q "$DATABASE_URL" -c "${SQL}"`]],
          ready: { log: "\\d \\d" },
          dependsOn: ["db", "cache"],
        },
        db: postgres({ port: freePort(), database: 'a "b', user: "me@home" }),
        cache: redis({ port: freePort(), config: ["maxmemory 50mb"] }),
      },
    });
    const counted = async (): Promise<string> => {
      const started = await workspace.run(["start"]);
      assert.equal(started.code, 0, started.stderr);
      const { stdout } = await workspace.run(["logs", "app"]);
      return stdout.trim();
    };
    assert.equal(await counted(), "1 1");
    const password = (await Deno.readTextFile(
      workspace.path(".hearth/data/db/password"),
    )).trim();
    assert.match(password, /^[\w-]{32}$/);
    for (const { command } of await processesWith("HOME", workspace.home)) {
      assert.ok(!command.includes(password), command);
    }
    const { port, url } = JSON.parse(
      await Deno.readTextFile(workspace.path(".hearth/run/db.json")),
    );
    assert.equal(url, null, "a browser cannot open a database");
    const address = `postgresql://me%40home:wrong@127.0.0.1:${port}/postgres`;
    const stranger = await workspace.exec(["psql", address, "-c", "SELECT 1"]);
    assert.match(stranger.stderr, /password authentication failed/);

    const stopped = await workspace.run(["stop", "--json"]);
    assert.equal(stopped.code, 0, stopped.stderr);
    assert.deepEqual(await processesWith("HOME", workspace.home), []);
    const kept = await workspace.run(["clean", "--all"]);
    assert.equal(kept.code, 0, kept.stderr);
    assert.equal(await counted(), "2 2");

    const busy = await workspace.run(["clean", "--data"]);
    assert.equal(busy.code, 1);
    assert.match(busy.stderr, /still running: /);
    await workspace.run(["stop"]);
    const emptied = await workspace.run(["clean", "--data"]);
    assert.equal(emptied.code, 0, emptied.stderr);
    assert.equal(await counted(), "1 1");
  },
});
