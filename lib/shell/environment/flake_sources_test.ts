import assert from "node:assert/strict";
import { join } from "node:path";
import { workspacePaths } from "../../core/files/paths.ts";
import { denoSystem } from "../../system/deno.ts";
import { flakeSources } from "./flake_sources.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";

/** Names that a flake with these files reads. */
async function readBy(files: Record<string, string>): Promise<string[]> {
  await using dir = await tempDir();
  for (const [name, text] of Object.entries(files)) {
    await Deno.mkdir(join(dir.path, name, ".."), { recursive: true });
    await Deno.writeTextFile(join(dir.path, name), text);
  }
  const sources = await flakeSources({
    system: denoSystem(),
    paths: workspacePaths(dir.path),
  });
  return [...sources.files.keys()];
}

Deno.test("flakeSources() follows path literals, and directories whole", async () => {
  const read = await readBy({
    "flake.nix": "import ./a/b.nix { data = ./data; }",
    "flake.lock": "{}",
    "a/b.nix": "builtins.readFile ../c.txt",
    "c.txt": "",
    "data/deep/d.txt": "",
    "nix/hook.bash": "",
    "unread.txt": "",
  });
  assert.deepEqual(read, [
    ...["a/b.nix", "c.txt", "data/deep/d.txt", "flake.lock", "flake.nix"],
    "nix/hook.bash",
  ]);
});

Deno.test("flakeSources() takes neither comments nor what is secret or ours", async () => {
  const read = await readBy({
    "flake.nix": "# ./secret.txt\n/* ./other.txt */ [ ./.env ./.hearth ../up ]",
    ".env": "KEY=1",
    ".env.local": "KEY=1",
    ".hearth/run/web.json": "{}",
    "secret.txt": "",
    "other.txt": "",
  });
  assert.deepEqual(read, ["flake.nix"]);
});

Deno.test("flakeSources() does not take a URL for a path", async () => {
  const read = await readBy({
    "flake.nix": 'inputs.a.url = "github:a/b.nix"; b = "https://x/../c.txt";',
    "c.txt": "",
  });
  assert.deepEqual(read, ["flake.nix"]);
});

Deno.test("flakeSources() of Hearth's own flake holds no test", async () => {
  const root = new URL("../../..", import.meta.url).pathname.replace(/\/$/, "");
  const { files } = await flakeSources({
    system: denoSystem(),
    paths: workspacePaths(root),
  });
  const names = [...files.keys()];
  assert.ok(names.includes("nix/revisions.nix"), names.join(" "));
  assert.deepEqual(names.filter((name) => name.startsWith("tests/")), []);
});
