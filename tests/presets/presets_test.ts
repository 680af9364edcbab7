/**
 * Presets with the real frameworks: each answers on Hearth's port and on
 * loopback only, whatever the project says, and `stop` leaves nothing.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { ServiceInput } from "../../mod.ts";
import { join } from "node:path";
import {
  type ForeignWorkspace,
  foreignWorkspace,
} from "../support/foreign_workspace.ts";
import { frameworkVenv } from "../support/framework_venv.ts";
import {
  CHECKOUT,
  freePort,
  processesWith,
  requires,
} from "../support/harness.ts";
import { isLoopback, listenersOf } from "../support/listening.ts";
import { servicesOf } from "../support/service_fixtures.ts";
import { tinyFiles } from "../support/tiny_workspace.ts";
import { type Framework, FRAMEWORKS, HOSTILE } from "./frameworks.ts";

/** Set to `all` in the nightly run; otherwise the quick frameworks are tried. */
const ALL = Deno.env.get("HEARTH_TEST_PRESETS") === "all";

/** A workspace that runs one framework, and the port that it prefers. */
interface Project extends AsyncDisposable {
  readonly workspace: ForeignWorkspace;
  readonly port: number;
  /** Variables that the user has exported. */
  readonly exported: Readonly<Record<string, string>>;
}

/** Makes a project that would have its framework listen elsewhere. */
async function hostileProject(
  { name, preset, hostile }: Framework,
): Promise<Project> {
  const port = freePort();
  const variables = { ...HOSTILE, ...hostile };
  const lines = Object.entries(variables).map((pair) => pair.join("="));
  const path = join(await frameworkVenv(name), "bin");
  const workspace = await foreignWorkspace({
    copyOf: join(CHECKOUT, "tests/presets/apps", name),
    files: {
      ...tinyFiles({}),
      "workspace.ts": workspaceText(preset({ port }), path),
      ".env": `${lines.join("\n")}\n`,
    },
  });
  const { http_proxy: _, ...exported } = variables as Record<string, string>;
  return {
    workspace,
    port,
    exported,
    [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
  };
}

/** A workspace whose programs come from the framework's own environment. */
function workspaceText(service: ServiceInput, path: string): string {
  const env = { PATH: `${path}:${Deno.env.get("PATH")}` };
  return `import { defineWorkspace } from "hearth";

export default defineWorkspace({
  name: "Hostile",
  python: { version: ">=3.11" },
  services: { web: ${JSON.stringify(service)} },
  env: ${JSON.stringify(env)},
});
`;
}

/** The project's files, without what Hearth and Python keep there. */
async function filesOf(dir: string, below = ""): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(join(dir, below)));
  const lists = entries
    .filter(({ name }) => !/^(\.hearth|\.venv|__pycache__)$/.test(name))
    .map(({ name, isDirectory }) =>
      isDirectory ? filesOf(dir, join(below, name)) : [join(below, name)]
    );
  return (await Promise.all(lists)).flat().sort();
}

function requirement({ name, heavy }: Framework): ReturnType<typeof requires> {
  const title =
    `${name} answers on its port of loopback, whatever the project says`;
  if (heavy && !ALL) {
    return { name: `${title} (needs HEARTH_TEST_PRESETS=all)`, ignore: true };
  }
  return requires(["python3", "uv"], title);
}

for (const framework of FRAMEWORKS) {
  Deno.test({
    ...requirement(framework),
    async fn() {
      await using project = await hostileProject(framework);
      const { workspace, port, exported } = project;
      const before = await filesOf(workspace.root);
      const started = await workspace.run(
        ["start", "--json", "--no-open"],
        exported,
      );
      assert.equal(started.code, 0, started.stderr);
      const [web] = servicesOf(started);
      assert.deepEqual([web?.state, web?.port], ["running", port]);
      const paths = Object.entries(framework.answers);
      for (const [path, [status, text]] of paths) {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
          redirect: "manual",
        });
        assert.equal(answer.status, status, path);
        assert.match(await answer.text(), text);
      }
      if (Deno.build.os === "linux") await assertOnLoopback(project);
      const made = (await filesOf(workspace.root))
        .filter((file) => !before.includes(file));
      assert.deepEqual(made, framework.makes ?? []);
      const stopped = await workspace.run(["stop"]);
      assert.equal(stopped.code, 0, stopped.stderr);
      assert.deepEqual(await processesWith("HOME", workspace.home), []);
    },
  });
}

/** Every socket of the project is on loopback, and one has the port. */
async function assertOnLoopback({ workspace, port }: Project): Promise<void> {
  const processes = await processesWith("HOME", workspace.home);
  const listeners = await listenersOf(processes.map(({ pid }) => pid));
  assert.deepEqual(listeners.filter((one) => !isLoopback(one)), []);
  const ports = listeners.map((one) => one.port);
  assert.ok(ports.includes(port), `${port} is not in ${ports}`);
  assert.ok(!ports.includes(9999));
}
