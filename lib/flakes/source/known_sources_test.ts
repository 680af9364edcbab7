import assert from "node:assert/strict";
import { KnownSources } from "./known_sources.ts";
import type { Source } from "./source.ts";

/** A source of files by path, each with its text as its id. */
function sourceOf(files: Readonly<Record<string, string>>): Source {
  return {
    find: (path) => {
      const id = files[path];
      return Promise.resolve(
        id === undefined
          ? undefined
          : { path, kind: "file", id, executable: false },
      );
    },
    list: () => Promise.resolve([]),
    read: ({ id }) => Promise.resolve(new TextEncoder().encode(id)),
  };
}

/** Follows each file to the one that it names. */
async function follow(source: Source): Promise<string[]> {
  const found: string[] = [];
  let path: string | undefined = "start";
  while (path !== undefined) {
    const entry = await source.find(path);
    found.push(`${path}=${entry?.id}`);
    path = entry?.id;
  }
  return found;
}

Deno.test("valueOf() makes a value once for all that is found alike", async () => {
  const known = new KnownSources<string[]>();
  let made = 0;
  const valueOf = (files: Readonly<Record<string, string>>) =>
    known.valueOf(sourceOf(files), (source) => {
      made++;
      return follow(source);
    });
  const first = await valueOf({ start: "a", a: "b" });
  assert.deepEqual(first, ["start=a", "a=b", "b=undefined"]);
  assert.equal(await valueOf({ start: "a", a: "b", other: "c" }), first);
  assert.equal(made, 1);
  const longer = await valueOf({ start: "a", a: "b", b: "c" });
  assert.equal(longer.at(-1), "c=undefined");
  const other = await valueOf({ start: "b" });
  assert.deepEqual(other, ["start=b", "b=undefined"]);
  assert.equal(made, 3);
  assert.equal(await valueOf({ start: "a", a: "b", b: "c" }), longer);
  assert.equal(await valueOf({ start: "b", a: "b" }), other);
  assert.equal(await valueOf({ start: "a", a: "b" }), first);
  assert.equal(made, 3);
});

Deno.test("valueOf() forgets what it could not make", async () => {
  const known = new KnownSources<string>();
  const source = sourceOf({ start: "a" });
  await assert.rejects(
    known.valueOf(source, async ({ find }) => {
      await find("start");
      throw new Error("no");
    }),
  );
  assert.equal(await known.valueOf(source, () => Promise.resolve("x")), "x");
});

Deno.test("valueOf() makes a value once for many who ask at the same time", async () => {
  const known = new KnownSources<string[]>();
  let made = 0;
  const all = Array.from(
    { length: 60 },
    (_, index) => ({ start: "a", a: `${index % 3}` }),
  );
  const values = await Promise.all(
    all.map((files) =>
      known.valueOf(sourceOf(files), (source) => {
        made++;
        return follow(source);
      })
    ),
  );
  assert.equal(made, 3);
  for (const [index, value] of values.entries()) {
    assert.equal(value[1], `a=${index % 3}`);
  }
});
