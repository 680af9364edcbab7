/**
 * The rules of `tools/lint`, each seen failing.
 *
 * @module
 */
import assert from "node:assert/strict";
import { tempWorkspace } from "../support/harness.ts";

/** Messages of our rules for files that are added to a copy of the checkout. */
async function lintMessages(
  files: Readonly<Record<string, string>>,
): Promise<Record<string, string[]>> {
  await using workspace = await tempWorkspace({ files });
  const { stdout } = await workspace.exec(
    [Deno.execPath(), "lint", "--json", ...Object.keys(files)],
  );
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { filename: string; code: string; message: string }[];
  };
  const found: Record<string, string[]> = {};
  for (const { filename, code, message } of diagnostics) {
    const file = Object.keys(files).find((name) => filename.endsWith(name));
    (found[file ?? filename] ??= []).push(`${code}: ${message}`);
  }
  return found;
}

const above = (specifier: string): string =>
  `hearth/layers: Imports point one way: "${specifier}" is a layer above this file`;

Deno.test("lint refuses imports from a layer above, lazy ones and lib/bench too", async () => {
  const found = await lintMessages({
    "lib/above.ts": 'export * from "../tasks/stop/run.ts";\n',
    "lib/bench/above.ts": 'export * from "../../tasks/stop/run.ts";\n',
    "lib/system/above.ts":
      'export const clean = await import("../clean.ts");\n',
    "lib/system/files/above.ts": 'export * from "../../clean.ts";\n',
    "lib/system/below.ts": 'export * from "./files/above.ts";\n',
    "tasks/below.ts": 'export * from "../lib/core/files/paths.ts";\n',
  });
  assert.deepEqual(found, {
    "lib/above.ts": [above("../tasks/stop/run.ts")],
    "lib/bench/above.ts": [above("../../tasks/stop/run.ts")],
    "lib/system/above.ts": [above("../clean.ts")],
    "lib/system/files/above.ts": [above("../../clean.ts")],
  });
});

Deno.test("lint refuses Deno outside lib/system/", async () => {
  const text = "export const pid: number = Deno.pid;\n";
  const refusal =
    "hearth/ports: Only lib/system/ touches Deno: take a port instead";
  const found = await lintMessages({
    "lib/pid.ts": text,
    "tasks/pid.ts": text,
    "lib/system/pid.ts": text,
    "tests/support/pid.ts": text,
  });
  assert.deepEqual(found, {
    "lib/pid.ts": [refusal],
    "tasks/pid.ts": [refusal],
  });
});

Deno.test("lint refuses another directory's private module", async () => {
  const found = await lintMessages({
    "lib/git/_private.ts": "export const one = 1;\n",
    "lib/git/inside.ts": 'export * from "./_private.ts";\n',
    "lib/nix/outside.ts": 'export * from "../git/_private.ts";\n',
  });
  assert.deepEqual(found, {
    "lib/nix/outside.ts": [
      'hearth/private-modules: "../git/_private.ts" is private to lib/git/',
    ],
  });
});

Deno.test("lint refuses product code that imports tests, tools or benchmarks", async () => {
  const found = await lintMessages({
    "lib/git/tested.ts": 'export * from "../../tests/support/wait_for.ts";\n',
    "lib/git/tested_test.ts":
      'export * from "../../tests/support/wait_for.ts";\n',
  });
  assert.deepEqual(found, {
    "lib/git/tested.ts": [
      above("../../tests/support/wait_for.ts"),
      "hearth/no-tests: Product code imports nothing of tests/support/wait_for.ts",
    ],
  });
});

Deno.test("lint refuses more than two required parameters before the options", async () => {
  const refusal = (found: number, most: number): string =>
    `hearth/parameters: ${found} required parameters where ${most} are the most`;
  const found = await lintMessages({
    "lib/git/many.ts": [
      "export function many(_a: number, _b: number, _c: number): void {}\n",
      "export function destructured(_a: number, [_b]: number[], _c: number): void {}\n",
      "export function before(_a: number, _b: number, _c: number, _options: { d: number }): void {}\n",
      "function local(_a: number, _b: number, _c: number, _d: number): void {}\n",
      "local(1, 2, 3, 4);\n",
    ].join(""),
    "lib/git/few.ts": [
      "type FewOptions = { readonly c: number };\n",
      "export function few(_a: number, _b: number, _options: FewOptions): void {}\n",
      "export function parts(_a: number, _b: number, { c: _c }: { c: number }): void {}\n",
      "export function optional(_a: number, _b: number, _c?: number, _d = 0): void {}\n",
      "export function callback(_a: number, _b: number, _work: () => void): void {}\n",
      "export function rest(_a: number, _b: number, ..._c: number[]): void {}\n",
      "export function command(this: number, _a: number, _b: number, _c: number): void {}\n",
      "function local(_a: number, _b: number, _c: number): void {}\n",
      "local(1, 2, 3);\n",
    ].join(""),
  });
  assert.deepEqual(found, {
    "lib/git/many.ts": [
      refusal(3, 2),
      refusal(3, 2),
      refusal(4, 2),
      refusal(4, 3),
    ],
  });
});

Deno.test("lint refuses the system and the paths as two parameters", async () => {
  const head = 'import type { Paths } from "../core/files/paths.ts";\n' +
    'import type { System } from "../system/mod.ts";\n';
  const refusal =
    "hearth/one-context: The system and the paths are one parameter, a Context";
  const found = await lintMessages({
    "lib/git/apart.ts": head + [
      "export function apart(_system: System, _paths: Paths): void {}\n",
      'export function narrow({ fs: _fs }: Pick<System, "fs">, { root: _root }: Pick<Paths, "root">): void {}\n',
      "export const arrow = (_a: number, _system: System, _paths: Paths): void => {};\n",
    ].join(""),
    "lib/git/together.ts": head + [
      "interface Both { readonly system: System; readonly paths: Paths }\n",
      "export function together(_context: Both): void {}\n",
      'export function oneOf({ fs: _fs }: Pick<System, "fs">, _root: string): void {}\n',
    ].join(""),
  });
  assert.deepEqual(found, { "lib/git/apart.ts": [refusal, refusal, refusal] });
});
