/**
 * What `flakes` says of flakes over the offline nixpkgs.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { FlakesReport } from "../../../lib/flakes/result.ts";
import { type Files, flakeRepository } from "./flake_repository.ts";
import type { TempWorkspace } from "../workspaces/temp_workspace.ts";

/**
 * The verdict on each flake, with the reason or the error, by its name.
 *
 * @param more other files, whose paths begin with the name of a flake
 */
export async function verdicts(
  workspace: TempWorkspace,
  flakes: Readonly<Record<string, string>>,
  more: Files = {},
): Promise<Record<string, string>> {
  const { root, write } = await flakeRepository(workspace, "flakes");
  await write(more);
  await write(Object.fromEntries(
    Object.entries(flakes).map(([name, text]) => [`${name}/flake.nix`, text]),
  ));
  const { stdout, stderr } = await workspace.run([
    ...["flakes", "--dir", root, "--tier", "evaluate"],
    ...["--nixpkgs", "host", "--json"],
  ]);
  assert.ok(stdout !== "", stderr);
  const { revisions } = JSON.parse(stdout) as FlakesReport;
  return Object.fromEntries(revisions.map(({ name, parse, shells }) => {
    const found = parse.status === "failed"
      ? [parse]
      : shells.map(({ evaluate }) => evaluate);
    const lines = found.map(({ status, reason, error }) =>
      `${status}: ${(status === "failed" ? error : reason) ?? ""}`
        .split("\n")[0]?.replace(/: $/, "")
    );
    return [name, lines.join(" | ")];
  }));
}

/** Holds verdicts against patterns, all at once. */
export function assertMatches(
  found: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, RegExp>>,
): void {
  assert.deepEqual(Object.keys(found).sort(), Object.keys(wanted).sort());
  const wrong = Object.entries(found).filter(([name, line]) =>
    !wanted[name]?.test(line)
  );
  assert.deepEqual(wrong, []);
}

/** A flake with one input beside nixpkgs, and what its outputs are. */
export function over(
  input: string,
  { url, outputs }: { readonly url: string; readonly outputs: string },
): string {
  return `{
    inputs.nixpkgs.url = "github:NixOS/nixpkgs";
    inputs.${input}.url = "${url}";
    outputs = { self, nixpkgs, ${input} }@inputs: ${outputs};
  }`;
}
