import assert from "node:assert/strict";
import { join } from "node:path";
import { type Paths, workspacePaths } from "../../core/files/paths.ts";
import type { Reporter } from "../../core/reporter.ts";
import { silent } from "../../core/reporter.ts";
import { denoFileSystem } from "../../system/files/deno_file_system.ts";
import type { FileSystem } from "../../system/mod.ts";
import { prepareAssets } from "./web_assets.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";

const fs = denoFileSystem();

/** Runs `work` on a workspace in a directory of its own. */
async function inWorkspace(work: (paths: Paths) => Promise<void>) {
  await using dir = await tempDir();
  await work(workspacePaths(dir.path));
}

Deno.test("prepareAssets() copies htmx once", async () => {
  await inWorkspace(async (paths) => {
    const stages: string[] = [];
    const report: Reporter = {
      ...silent,
      stage(title) {
        stages.push(title);
        return silent.stage(title);
      },
    };
    assert.equal(
      await prepareAssets({ system: { fs }, paths }, { report }),
      "prepared",
    );
    const script = await fs.readText(join(paths.assets, "htmx.min.js"));
    assert.match(script ?? "", /^var htmx=/);
    assert.equal(
      await prepareAssets({ system: { fs }, paths }, { report }),
      "current",
    );
    assert.deepEqual(stages, ["Preparing web assets"]);
  });
});

Deno.test("prepareAssets() only looks when there is nothing to do", async () => {
  await inWorkspace(async (paths) => {
    await prepareAssets({ system: { fs }, paths });
    const used: string[] = [];
    const watched = new Proxy(fs, {
      get(target, name: keyof FileSystem) {
        used.push(name);
        return target[name];
      },
    });
    await prepareAssets({ system: { fs: watched }, paths });
    assert.deepEqual(used, ["readText", "stat"]);
  });
});

Deno.test("prepareAssets() replaces what is missing, cut off or of another version", async () => {
  await inWorkspace(async (paths) => {
    await prepareAssets({ system: { fs }, paths });
    const script = join(paths.assets, "htmx.min.js");
    const stamp = join(paths.assets, "stamp.json");
    const whole = await fs.readText(script);
    const damages: readonly (() => Promise<void>)[] = [
      () => fs.remove(script),
      () => fs.writeText(script, "var htmx="),
      () => fs.remove(stamp),
      () => fs.writeText(stamp, "{"),
      () => fs.writeText(stamp, "null"),
      async () => {
        const text = await fs.readText(stamp) ?? "";
        await fs.writeText(stamp, text.replace(/@[\d.]+/, "@1.0.0"));
      },
    ];
    for (const damage of damages) {
      await damage();
      assert.equal(await prepareAssets({ system: { fs }, paths }), "prepared");
      assert.equal(await fs.readText(script), whole);
    }
    assert.equal(await prepareAssets({ system: { fs }, paths }), "current");
  });
});

Deno.test("prepareAssets() leaves no stamp when it is interrupted", async () => {
  await inWorkspace(async (paths) => {
    await prepareAssets({ system: { fs }, paths });
    await fs.remove(join(paths.assets, "htmx.min.js"));
    const signal = AbortSignal.abort(new Error("Ctrl-C"));
    await assert.rejects(
      prepareAssets({ system: { fs }, paths }, { signal }),
      /Ctrl-C/,
    );
    assert.equal(
      await fs.readText(join(paths.assets, "stamp.json")),
      undefined,
    );
  });
});
