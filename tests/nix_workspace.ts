/**
 * A workspace whose flake takes the host-backed nixpkgs, so that real Nix
 * evaluates and builds it without a network.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { hostNixpkgs } from "../lib/nix/host_nixpkgs.ts";
import { nixConfig } from "../lib/nix/nix_config.ts";
import { denoSystem } from "../lib/system/deno.ts";
import { count, timesRun } from "./entry_fixtures.ts";
import { CHECKOUT, type TempWorkspace, tempWorkspace } from "./harness.ts";

/** A workspace, and the variables under which Nix needs no network. */
export interface NixWorkspace extends AsyncDisposable {
  readonly workspace: TempWorkspace;
  /** Nix and Deno on its PATH are counted. */
  readonly env: Readonly<Record<string, string>>;
}

/** Makes one, as a git repository with one commit. */
export async function nixWorkspace(name?: string): Promise<NixWorkspace> {
  const workspace = await tempWorkspace({
    ...{ git: true, flake: true },
    ...(name && { name }),
  });
  try {
    const config = join(workspace.home, "nix.conf");
    await Deno.writeTextFile(config, nixConfig());
    const counted = await count(workspace, "deno", "nix");
    const env = { ...counted, NIX_USER_CONF_FILES: config };
    const { inputs } = await hostNixpkgs(denoSystem(), {
      source: join(CHECKOUT, "tests", "nixpkgs"),
      cache: join(workspace.home, "nixpkgs"),
      env: { ...workspace.env, ...env },
    });
    await lockTo(workspace, inputs.nixpkgs);
    const { code, stderr } = await workspace.exec(["git", "add", "--all"]);
    assert.equal(code, 0, stderr);
    await timesRun(workspace, "nix");
    return {
      workspace,
      env,
      [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
    };
  } catch (error) {
    await workspace[Symbol.asyncDispose]();
    throw error;
  }
}

/** Makes the lock name another nixpkgs, as `flake update` would. */
export async function lockTo(
  workspace: TempWorkspace,
  reference: string,
): Promise<void> {
  const { pathname, searchParams } = new URL(reference);
  const lock = JSON.parse(
    await Deno.readTextFile(workspace.path("flake.lock")),
  );
  lock.nodes.nixpkgs.locked = {
    type: "path",
    path: decodeURI(pathname),
    narHash: searchParams.get("narHash"),
    lastModified: 1,
  };
  await workspace.write("flake.lock", JSON.stringify(lock, undefined, 2));
}
