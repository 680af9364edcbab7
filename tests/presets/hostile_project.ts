/**
 * A project that would have its framework listen elsewhere.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { ServiceInput } from "../../mod.ts";
import {
  type ProjectWorkspace,
  projectWorkspace,
} from "../support/workspaces/project_workspace.ts";
import { frameworkVenv } from "../support/setup/framework_venv.ts";
import {
  CHECKOUT,
  freePort,
  type Requirement,
  requires,
} from "../support/harness.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";
import { tinyFiles } from "../support/workspaces/tiny_workspace.ts";
import { type Framework, FRAMEWORKS, HOSTILE } from "./frameworks.ts";

/** Set to `all` in the nightly run; otherwise the quick frameworks are tried. */
const ALL = Deno.env.get("HEARTH_TEST_PRESETS") === "all";

/** A project whose framework has been started; disposing of it stops it. */
export interface HostileProject extends AsyncDisposable {
  readonly workspace: ProjectWorkspace;
  readonly port: number;
  /** Files that were there before the start. */
  readonly files: readonly string[];
  /** Asks the framework, without following redirections. */
  ask(path: string): Promise<Response>;
}

/** Names a test of a framework, and ignores it where it cannot or need not run. */
export function requiresFramework(name: string, title: string): Requirement {
  return frameworkOf(name).heavy
    ? requiresNightly(title)
    : requires(["python3", "uv"], title);
}

/** Names a test that installs much, and ignores it but in the nightly run. */
export function requiresNightly(title: string): Requirement {
  return ALL
    ? requires(["python3", "uv"], title)
    : { name: `${title} (needs HEARTH_TEST_PRESETS=all)`, ignore: true };
}

/** Makes the project of a framework and starts it. */
export async function startHostileProject(
  name: string,
): Promise<HostileProject> {
  const { preset, hostile } = frameworkOf(name);
  const port = freePort();
  const variables: Record<string, string> = { ...HOSTILE, ...hostile };
  const lines = Object.entries(variables).map((pair) => pair.join("="));
  const programs = join(await frameworkVenv(name), "bin");
  const workspace = await projectWorkspace({
    copyOf: join(CHECKOUT, "tests/presets/apps", name),
    files: {
      ...tinyFiles({}),
      "workspace.ts": workspaceText(preset({ port }), programs),
      ".env": `${lines.join("\n")}\n`,
    },
  });
  const files = await filesOf(workspace.root);
  // Setup needs the machine's own proxy.
  delete variables.http_proxy;
  const args = ["start", "--json", "--no-open"];
  const { code, stdout, stderr } = await workspace.run(args, variables);
  if (code !== 0) {
    await workspace[Symbol.asyncDispose]();
    assert.fail(stderr);
  }
  const [web] = servicesOf({ code, stdout, stderr, signal: null });
  assert.deepEqual([web?.state, web?.port], ["running", port]);
  return {
    workspace,
    port,
    files,
    ask: (path) =>
      fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" }),
    [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
  };
}

/** A project's files, without what Hearth and Python keep there. */
export async function filesOf(dir: string, below = ""): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(join(dir, below)));
  const lists = entries
    .filter(({ name }) => !/^(\.hearth|\.venv|__pycache__)$/.test(name))
    .map(({ name, isDirectory }) =>
      isDirectory ? filesOf(dir, join(below, name)) : [join(below, name)]
    );
  return (await Promise.all(lists)).flat().sort();
}

function frameworkOf(name: string): Framework {
  const framework = FRAMEWORKS.find((one) => one.name === name);
  return framework ?? assert.fail(`no framework ${name}`);
}

/** A workspace whose programs come from the framework's own environment. */
function workspaceText(service: ServiceInput, programs: string): string {
  const env = { PATH: `${programs}:${Deno.env.get("PATH")}` };
  return `import { defineWorkspace } from "hearth";

export default defineWorkspace({
  name: "Hostile",
  python: { version: ">=3.11" },
  services: { web: ${JSON.stringify(service)} },
  env: ${JSON.stringify(env)},
});
`;
}
