/**
 * Renews the locks: `deno.lock` with the packages that users download, and
 * `tests/deno.lock` with those of the tests as well.
 *
 * @module
 */
import { join } from "node:path";

const root = join(import.meta.dirname ?? "", "..");

async function run(command: string, ...args: string[]): Promise<string> {
  const { success, stdout } = await new Deno.Command(command, {
    args,
    cwd: root,
    stderr: "inherit",
  }).output();
  if (!success) Deno.exit(1);
  return new TextDecoder().decode(stdout);
}

// Most modules are imported lazily, by names that Deno does not see.
const product = (await run("git", "ls-files", "main.ts", "lib", "tasks"))
  .split("\n")
  .filter((file) => file.endsWith(".ts") && !file.endsWith("_test.ts"));
await run(Deno.execPath(), "cache", "--lock=deno.lock", ...product);
await run(Deno.execPath(), "check", "--lock=tests/deno.lock");
