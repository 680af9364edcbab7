import assert from "node:assert/strict";
import { parsePipConfig, pipSettings } from "./pip_settings.ts";
import { denoSystem } from "../../system/deno.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";

Deno.test("parsePipConfig() lets [install] win and joins further lines", () => {
  const options = parsePipConfig(
    "[global]\nindex-url = https://a/\n# no\n[install]\nindex_url: https://b/\n" +
      "find-links =\n    /one\n    /two\n[list]\nindex-url = https://c/\n",
  );
  assert.deepEqual(Object.fromEntries(options), {
    "index-url": "https://b/",
    "find-links": "/one /two",
  });
});

Deno.test("pipSettings() hands on what exists, variables over files", async () => {
  const { fs, env } = denoSystem();
  await using dir = await tempDir();
  await Deno.mkdir(`${dir.path}/.config/pip`, { recursive: true });
  await Deno.writeTextFile(
    `${dir.path}/.config/pip/pip.conf`,
    "[global]\nindex-url = https://file/\ntrusted-host = file\n",
  );
  const variables: Record<string, string> = {
    HOME: dir.path,
    XDG_CONFIG_DIRS: dir.path,
    PIP_INDEX_URL: "https://variable/",
    PIP_FIND_LINKS: `${dir.path} ${dir.path}/absent https://links/`,
    PIP_CERT: "/cert",
  };
  const settings = await pipSettings({
    fs,
    env: { ...env, get: (name) => variables[name] },
  });
  assert.deepEqual(settings, {
    SSL_CERT_FILE: "/cert",
    UV_DEFAULT_INDEX: "https://variable/",
    UV_FIND_LINKS: `${dir.path},https://links/`,
    UV_INSECURE_HOST: "file",
  });
});
