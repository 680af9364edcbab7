import assert from "node:assert/strict";
import { join } from "node:path";
import { CHECKOUT } from "../support/checkout.ts";
import { tempDir } from "../support/temp_dir.ts";

/** Prints how `prepareAssets()` ends in the directory that is its argument. */
const PREPARE = `
import { workspacePaths } from "${CHECKOUT}/lib/core/files/paths.ts";
import { denoFileSystem } from "${CHECKOUT}/lib/system/files/deno_file_system.ts";
import { prepareAssets } from "${CHECKOUT}/lib/setup/assets/web_assets.ts";
const system = { fs: denoFileSystem() };
const paths = workspacePaths(Deno.args[0]);
const outcome = await prepareAssets({ system, paths })
  .catch(({ name, message, hint }) => ({ name, message, hint }));
console.log(JSON.stringify(outcome));
`;

/** A port of loopback on which nothing listens. */
function deadAddress(): string {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return `http://127.0.0.1:${listener.addr.port}/`;
}

Deno.test("prepareAssets() says what to do without network and without cache", async () => {
  await using dir = await tempDir();
  const script = join(dir.path, "prepare.ts");
  await Deno.writeTextFile(script, PREPARE);
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "-c", join(CHECKOUT, "deno.json"), script, dir.path],
    env: {
      DENO_DIR: join(dir.path, "cache"),
      NPM_CONFIG_REGISTRY: deadAddress(),
    },
  }).output();
  const outcome = new TextDecoder().decode(stdout);
  assert.notEqual(outcome, "", new TextDecoder().decode(stderr));
  const { name, message, hint } = JSON.parse(outcome);
  assert.equal(name, "UserError");
  assert.match(message, /^Cannot get "htmx\.min\.js": .*htmx\.org@/);
  assert.match(hint, /deno task setup/);
});
