import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { entryInputs, type KnownVenv } from "./entry_inputs.ts";

const KNOWN = {
  watched: {
    "uv.toml": "1",
    "../shared/base.txt": "2",
    "uv.lock": "",
    "requirements.txt": "3",
    "requirements.lock": "4",
  },
  stamp: {
    venv: `${PATHS.venvs}/abc`,
    sitePackages: "lib/python3.12/site-packages",
    interpreter: { path: "/usr/bin/python3", realPath: "/usr/bin/python3.12" },
  },
  pythons: [{ path: "/usr/bin/python3", mark: "" }],
} as unknown as KnownVenv;

Deno.test("entryInputs() are all that decides what .venv holds", () => {
  const inputs = entryInputs({ system: fakeSystem(), paths: PATHS }, KNOWN);
  const expected = [
    "/project/workspace.ts",
    "/project/uv.toml",
    "/shared/base.txt",
    "/project/requirements.txt",
    "/project/requirements.lock",
    "/project/uv.lock",
    "/project/.hearth/venvs/abc/hearth.json",
    "/project/.hearth/venvs/abc/lib/python3.12/site-packages",
    "/project/.hearth/venvs/abc/bin/python",
    "/usr/bin/python3",
    "/usr/bin/python3.12",
  ];
  assert.deepEqual(expected.filter((path) => !inputs.includes(path)), []);
  assert.ok(inputs.every((path) => path.startsWith("/")), inputs.join(" "));
});

Deno.test("entryInputs() without a stamp are those that can be known", () => {
  const inputs = entryInputs({ system: fakeSystem(), paths: PATHS }, {
    ...KNOWN,
    stamp: undefined,
  });
  assert.ok(!inputs.some((path) => path.includes("/venvs/")));
  assert.ok(inputs.includes("/project/requirements.lock"));
});

Deno.test("entryInputs() hold what a version manager goes by, where one is on PATH", () => {
  const inputsBy = (variables: Record<string, string>): string[] =>
    entryInputs({ system: fakeSystem({ variables }), paths: PATHS }, {
      ...KNOWN,
      pythons: [
        { path: "/home/ann/.pyenv/shims/python3", mark: "" },
        { path: "/usr/bin/python3", mark: "" },
      ],
    });
  assert.deepEqual(inputsBy({ HOME: "/home/ann" }).slice(-2), [
    "/home/ann/.pyenv/version",
    "/project/.python-version",
  ]);
  const root = { HOME: "/home/ann", PYENV_ROOT: "/opt/pyenv" };
  assert.ok(inputsBy(root).includes("/opt/pyenv/version"));
  const without = entryInputs({ system: fakeSystem(), paths: PATHS }, KNOWN);
  assert.ok(!without.includes("/project/.python-version"));
});

Deno.test("entryInputs() hold the libraries that the flake names, on Linux", () => {
  const variables = { HEARTH_LIBRARIES: "/nix/store/a.so:b.so::/nix/c.so" };
  const of = (os: "linux" | "darwin"): string[] =>
    entryInputs({
      system: fakeSystem({ variables, env: { os } }),
      paths: PATHS,
    }, KNOWN)
      .filter((path) => path.startsWith("/nix") || path === "b.so");
  assert.deepEqual(of("linux"), ["/nix/store/a.so", "/nix/c.so"]);
  assert.deepEqual(of("darwin"), []);
});
