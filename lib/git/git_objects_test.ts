import assert from "node:assert/strict";
import { requires } from "../../tests/support/requires.ts";
import { tempDir } from "../../tests/support/temp_dir.ts";
import { denoSystem } from "../system/deno.ts";
import { GitObjects } from "./git_objects.ts";

const system = denoSystem();
const MISSING = "0".repeat(40);

/** Commits files, each time with another text, and returns the commits. */
async function commits(
  dir: string,
  texts: readonly string[],
): Promise<string[]> {
  const git = async (...args: string[]): Promise<string> => {
    const who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    const command = ["git", "-C", dir, ...who, ...args];
    const { code, stdout, stderr } = await system.proc.run(command);
    assert.equal(code, 0, stderr);
    return stdout.trim();
  };
  await git("init", "--quiet");
  const ids: string[] = [];
  for (const text of texts) {
    await system.fs.writeText(`${dir}/file`, text);
    await system.fs.writeText(`${dir}/inner/file`, `${text}\n`);
    await git("add", ".");
    await git("commit", "--quiet", "--message", text);
    ids.push(await git("rev-parse", "HEAD"));
  }
  return ids;
}

Deno.test({
  ...requires(
    ["git"],
    "GitObjects reads the same whether it reads ahead or not",
  ),
  async fn() {
    await using dir = await tempDir();
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const ids = await commits(dir.path, texts);
    const textsIn = async (
      order: readonly string[],
      ahead: readonly string[],
    ): Promise<(string | undefined)[]> => {
      await using objects = new GitObjects(system, dir.path);
      objects.readAhead(ahead);
      return await Promise.all(order.map(async (id) => {
        const file = await objects.entry(id, "file");
        const inner = await objects.entry(id, "inner");
        assert.equal(inner?.kind, file && "directory");
        assert.equal(await objects.entry(id, "fil"), undefined);
        const names = (await objects.tree(id)).map(({ name }) => name);
        assert.deepEqual(names, file ? ["file", "inner"] : []);
        const object = file && await objects.read(file.id);
        return object && new TextDecoder().decode(object.bytes);
      }));
    };
    const backwards = ids.toReversed();
    for (const ahead of [[], ids, [...ids.slice(3, 9), MISSING, ...ids]]) {
      assert.deepEqual(await textsIn(ids, ahead), texts);
      assert.deepEqual(await textsIn(backwards, ahead), texts.toReversed());
      assert.deepEqual(await textsIn([MISSING, ...ids], ahead), [
        undefined,
        ...texts,
      ]);
    }
  },
});
