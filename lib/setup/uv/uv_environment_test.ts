import assert from "node:assert/strict";
import { denoSystem } from "../../system/deno.ts";
import { uvEnvironment } from "./uv_environment.ts";

Deno.test("uvEnvironment() lets uv's own variables win over pip's", async () => {
  const { fs, env } = denoSystem();
  const pip = {
    PIP_CONFIG_FILE: "/dev/null",
    PIP_INDEX_URL: "https://pip/",
    PIP_EXTRA_INDEX_URL: "https://more/",
  };
  const merged = (uv: Record<string, string>) => {
    const variables: Record<string, string> = { ...pip, ...uv };
    const get = (name: string) => variables[name];
    return uvEnvironment({ fs, env: { ...env, get, all: () => variables } });
  };
  assert.equal((await merged({})).UV_DEFAULT_INDEX, "https://pip/");
  assert.equal((await merged({})).UV_INDEX, "https://more/");
  for (const name of ["UV_DEFAULT_INDEX", "UV_INDEX_URL"]) {
    const variables = await merged({ [name]: "https://uv/" });
    assert.equal(variables[name], "https://uv/");
    assert.notEqual(variables.UV_DEFAULT_INDEX, "https://pip/", name);
    assert.equal(variables.UV_INDEX, "https://more/");
  }
});

Deno.test("uvEnvironment() drops an active environment, fetches no Python", async () => {
  const { fs, env } = denoSystem();
  const variables: Record<string, string> = {
    PATH: "/bin",
    VIRTUAL_ENV: "/other",
    UV_PYTHON: "2.7",
    UV_PYTHON_DOWNLOADS: "automatic",
    PIP_CONFIG_FILE: "/dev/null",
  };
  const get = (name: string) => variables[name];
  assert.deepEqual(
    await uvEnvironment({ fs, env: { ...env, get, all: () => variables } }),
    {
      PATH: "/bin",
      PIP_CONFIG_FILE: "/dev/null",
      NO_COLOR: "1",
      UV_PYTHON_DOWNLOADS: "never",
    },
  );
});
