/**
 * A temp workspace whose secret is searched for when the test ends: in what
 * was printed, in every file, in every process's arguments.
 *
 * @module
 */
import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";
import type {
  SecretInput,
  ServiceInput,
} from "../../../lib/workspace/workspace.ts";
import type { Child, ChildResult } from "../child.ts";
import {
  type TaskOptions,
  type TempWorkspace,
  tempWorkspace,
  type TempWorkspaceOptions,
} from "./temp_workspace.ts";

/** What a secret workspace is made of. */
export interface SecretWorkspaceOptions extends TempWorkspaceOptions {
  /** @default {a required KEY} */
  readonly secrets?: Readonly<Record<string, SecretInput>>;
  readonly services?: Readonly<Record<string, ServiceInput>>;
  /** Files that may hold the secret beside `.env`, from the root. */
  readonly leaks?: readonly string[];
}

/** A temp workspace with a secret. */
export interface SecretWorkspace extends TempWorkspace {
  /** Is nowhere by chance. */
  readonly secret: string;
  /**
   * Runs `secret` with arguments, and text for its standard input. What is to
   * print the secret goes through `exec`.
   */
  secretTask(
    args: readonly string[],
    stdin?: string,
    env?: Readonly<Record<string, string>>,
  ): Promise<ChildResult>;
  readEnv(): Promise<string>;
}

/** Milliseconds between two looks at the processes' arguments. */
const INTERVAL = 40;

/** Makes a workspace that declares secrets. */
export async function secretWorkspace(
  {
    secrets = { KEY: { prompt: "The key" } },
    services = {},
    leaks = [],
    files = {},
    ...options
  }: SecretWorkspaceOptions = {},
): Promise<SecretWorkspace> {
  const inner = await tempWorkspace({
    ...options,
    files: { "workspace.ts": declaration(secrets, services), ...files },
  });
  const secret = `canary-${crypto.randomUUID()}`;
  const children: Child[] = [];
  const seen: string[] = [];
  const timer = setInterval(
    () => seen.push(...argumentsWith(secret)),
    INTERVAL,
  );
  const spawn: TempWorkspace["spawn"] = (args, options) => {
    const child = inner.spawn(args, options);
    children.push(child);
    return child;
  };
  const run = (
    args: readonly string[],
    options?: TaskOptions,
  ): Promise<ChildResult> => spawn(args, options).result;
  return {
    ...inner,
    secret,
    spawn,
    run,
    secretTask: (args, stdin, env = {}) =>
      run(["secret", ...args], { env, ...(stdin !== undefined && { stdin }) }),
    readEnv: () => Deno.readTextFile(inner.path(".env")),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      try {
        for (const { stdout, stderr, result } of children) {
          await result;
          assert.ok(!(stdout + stderr).includes(secret), "it was printed");
        }
        assert.deepEqual(seen, [], "it was in a program's arguments");
        const allowed = [".env", ...leaks];
        const base = dirname(inner.root);
        for (const path of await filesWith(base, secret)) {
          const name = relative(inner.root, path);
          assert.ok(allowed.includes(name), `it is in ${name}`);
          const { mode } = await Deno.stat(path);
          const isPrivate = ((mode ?? 0) & 0o077) === 0;
          assert.ok(isPrivate || leaks.includes(name), `others read ${name}`);
        }
      } finally {
        await inner[Symbol.asyncDispose]();
      }
    },
  };
}

/** A tiny `workspace.ts` with secrets. */
export function declaration(
  secrets: Readonly<Record<string, SecretInput>>,
  services: Readonly<Record<string, ServiceInput>> = {},
  secretStore = "env",
): string {
  return `import { defineWorkspace } from "./lib/workspace/workspace.ts";

export default defineWorkspace({
  name: "Tiny",
  python: { version: ">=3.11", imports: ["six"] },
  services: ${JSON.stringify(services, null, 2)},
  secrets: ${JSON.stringify(secrets, null, 2)},
  secretStore: "${secretStore}",
});
`;
}

/** Command lines that hold a text, as `ps` shows them. */
function argumentsWith(text: string): string[] {
  if (Deno.build.os !== "linux") return [];
  const found: string[] = [];
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const line = Deno.readTextFileSync(`/proc/${name}/cmdline`);
      if (line.includes(text)) found.push(line.replaceAll("\0", " "));
    } catch {
      // it has ended
    }
  }
  return found;
}

async function filesWith(dir: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isFile, isDirectory } of Deno.readDir(dir)) {
    const path = join(dir, name);
    if (isDirectory) found.push(...await filesWith(path, text));
    if (!isFile) continue;
    const bytes = await Deno.readFile(path);
    if (new TextDecoder("latin1").decode(bytes).includes(text)) {
      found.push(path);
    }
  }
  return found;
}
