import assert from "node:assert/strict";
import type { Revision } from "../select/revision.ts";
import { KnownSources } from "./known_sources.ts";
import { unlikeSources } from "./unlike_sources.ts";

/** A commit whose only file has this text. */
function commit(name: string, text: string): Revision {
  return {
    name,
    commit: name,
    dir: "",
    source: {
      find: (path) =>
        Promise.resolve({ path, kind: "file", id: text, executable: false }),
      list: () => Promise.resolve([]),
      read: ({ id }) => Promise.resolve(new TextEncoder().encode(id)),
    },
  };
}

Deno.test("unlikeSources() yields one of those that are alike, and joins the others", async () => {
  const known = new KnownSources<string>();
  const texts = ["a", "a", "b", "a", "b", "c"];
  const joined: string[] = [];
  const worked: string[] = [];
  const join = ({ revision }: { revision: Revision }, value: string) => {
    joined.push(`${revision.name} ${value}`);
    return Promise.resolve(true);
  };
  const revisions = texts.map((text, index) => commit(`${index}`, text));
  const work: Promise<unknown>[] = [];
  for await (const { revision } of unlikeSources(revisions, known, join)) {
    worked.push(revision.name);
    work.push(known.valueOf(revision.source, async (source) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return (await source.find("flake.nix"))?.id ?? "";
    }));
  }
  await Promise.all(work);
  assert.deepEqual(worked, ["0", "2", "5"]);
  assert.deepEqual(joined.sort(), ["1 a", "3 a", "4 b"]);
});

Deno.test("unlikeSources() yields every directory, and what join() refuses", async () => {
  const known = new KnownSources<string>();
  const { commit: _, ...dir } = commit("dir", "a");
  const yielded: number[] = [];
  const revisions = [commit("x", "a"), dir, commit("y", "a"), dir];
  const refuse = () => Promise.resolve(false);
  for await (
    const { index, revision } of unlikeSources(revisions, known, refuse)
  ) {
    yielded.push(index);
    await known.valueOf(
      revision.source,
      async (source) => (await source.find("flake.nix"))?.id ?? "",
    );
  }
  assert.deepEqual(yielded, [0, 1, 2, 3]);
});
