/**
 * A package index on the loopback, with distributions that tests make up, and
 * projects that are built without one.
 *
 * @module
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { CHECKOUT } from "../checkout.ts";
import type { TempWorkspace } from "../workspaces/temp_workspace.ts";

const BACKEND = join(CHECKOUT, "tests/support/fixtures/packages.py");

/** An index that serves the wheels of a directory. */
export interface PackageIndex extends AsyncDisposable {
  readonly port: number;
  /** The address of one of its directories, with a user and a password. */
  address(path: string, user?: string): string;
}

/** Makes wheels, each called by `name,version` and what it requires. */
export async function makeWheels(
  workspace: TempWorkspace,
  dir: string,
  ...wheels: string[]
): Promise<void> {
  await Deno.mkdir(dir, { recursive: true });
  const command = ["python3", BACKEND, dir, ...wheels];
  const { code, stderr } = await workspace.exec(command);
  assert.equal(code, 0, stderr);
}

/** The hash of a wheel, as requirements give it. */
export async function hashOf(path: string): Promise<string> {
  const digest = createHash("sha256").update(await Deno.readFile(path));
  return `sha256:${digest.digest("hex")}`;
}

/** Makes a project with one module of its name. */
export async function makeProject(
  dir: string,
  name: string,
  dependencies: readonly string[] = [],
): Promise<void> {
  await Deno.mkdir(dir, { recursive: true });
  await Deno.copyFile(BACKEND, join(dir, "packages.py"));
  await Deno.writeTextFile(join(dir, `${name}.py`), "");
  await Deno.writeTextFile(
    join(dir, "pyproject.toml"),
    `[project]
name = "${name}"
version = "1.0"
dependencies = ${JSON.stringify(dependencies)}
[build-system]
requires = []
build-backend = "packages"
backend-path = ["."]
`,
  );
}

/**
 * Makes a bare repository `NAME.git` of a project, which HTTP can serve as
 * files, and gives its commit.
 */
export async function makeRepository(
  workspace: TempWorkspace,
  path: string,
): Promise<string> {
  const name = basename(path, ".git");
  const project = join(workspace.home, name);
  await makeProject(project, name);
  const author = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
  let commit = "";
  for (
    const args of [
      ["init", "--quiet", "--initial-branch=main", project],
      ["-C", project, "add", "--all"],
      [...author, "-C", project, "commit", "--quiet", "--message", "start"],
      ["clone", "--quiet", "--bare", project, path],
      ["-C", path, "update-server-info"],
      ["-C", path, "rev-parse", "HEAD"],
    ]
  ) {
    const { code, stdout, stderr } = await workspace.exec(["git", ...args]);
    assert.equal(code, 0, stderr);
    commit = stdout.trim();
  }
  return commit;
}

/** What an index asks for, and how it refuses anything else. */
export interface IndexLogin {
  /** As `user:password`. */
  readonly login?: string;
  /** Status of a refusal. @default {401} */
  readonly refusal?: number;
}

/** Serves `/simple/` for the wheels in a directory, and all its files. */
export function packageIndex(
  dir: string,
  access: IndexLogin = {},
): PackageIndex {
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen() {},
    handler: (request) => answer(request, dir, access),
  });
  const { port } = server.addr;
  return {
    port,
    address: (path, user) =>
      `http://${user === undefined ? "" : `${user}@`}127.0.0.1:${port}/${path}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

async function answer(
  request: Request,
  dir: string,
  { login, refusal = 401 }: IndexLogin,
): Promise<Response> {
  const given = request.headers.get("authorization");
  if (login !== undefined && given !== `Basic ${btoa(login)}`) {
    const headers = { "www-authenticate": 'Basic realm="index"' };
    return new Response("", { status: refusal, headers });
  }
  const path = decodeURIComponent(new URL(request.url).pathname);
  const name = /^\/simple\/([^/]+)\/?$/.exec(path)?.[1];
  if (name === undefined) {
    const file = await Deno.readFile(join(dir, path)).catch(() => undefined);
    return file ? new Response(file) : new Response("", { status: 404 });
  }
  const links: string[] = [];
  for await (const { name: file } of Deno.readDir(dir)) {
    if (!file.startsWith(`${name.replaceAll("-", "_")}-`)) continue;
    const hash = (await hashOf(join(dir, file))).replace(":", "=");
    links.push(`<a href="/${file}#${hash}">${file}</a>`);
  }
  return links.length === 0
    ? new Response("", { status: 404 })
    : new Response(links.join("\n"), {
      headers: { "content-type": "text/html" },
    });
}
