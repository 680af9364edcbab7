import assert from "node:assert/strict";
import { denoSystem } from "../../system/deno.ts";
import { compareWithStamp } from "./venv_changes.ts";
import { STAMP_FORMAT } from "./venv_stamp.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";

Deno.test("compareWithStamp() tells added, vanished and replaced ones apart", async () => {
  await using dir = await tempDir();
  for (
    const name of [
      "Kept_One-1.0.dist-info",
      "replaced-2.0.dist-info",
      "added-3.0.dist-info",
      // What pip left of one that it was taking out.
      "~anished-1.0.dist-info",
      "kept_one",
    ]
  ) await Deno.mkdir(`${dir.path}/site/${name}`, { recursive: true });
  const interpreter = {
    path: "/p",
    realPath: "/p",
    version: "3.11.0",
    size: 0,
    mtime: 0,
  };
  const changes = await compareWithStamp(denoSystem(), {
    ...{
      format: STAMP_FORMAT,
      key: "",
      venv: dir.path,
      interpreter,
      inputs: {},
    },
    ...{ watched: {}, asked: "", request: { range: "", pinned: undefined } },
    searches: [],
    imports: [],
    sitePackages: "site",
    packages: ["kept-one==1.0", "replaced==1.0", "vanished==1.0"],
  });
  assert.deepEqual(changes, {
    vanished: ["vanished"],
    added: ["added==3.0", "replaced==2.0"],
    notes: ["Installed manually and kept: added==3.0, replaced==2.0"],
  });
});
