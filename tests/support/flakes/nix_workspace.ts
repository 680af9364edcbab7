/**
 * A workspace whose flake takes the host-backed nixpkgs, so that real Nix
 * evaluates and builds it without a network.
 *
 * @module
 */
import assert from "node:assert/strict";
import { count, timesRun } from "../shell/entry_fixtures.ts";
import { type TempWorkspace, tempWorkspace } from "../harness.ts";
import { nixPlace } from "./nix_place.ts";

/** A workspace, and the variables under which Nix needs no network. */
export interface NixWorkspace extends AsyncDisposable {
  readonly workspace: TempWorkspace;
  /** Nix and Deno on its PATH are counted. */
  readonly env: Readonly<Record<string, string>>;
  /** Nix's store, which is the workspace's own. */
  readonly store: string;
}

/** Makes one, as a git repository with one commit. */
export async function nixWorkspace(name?: string): Promise<NixWorkspace> {
  await using stack = new AsyncDisposableStack();
  const place = stack.use(await nixPlace());
  const workspace = stack.use(
    await tempWorkspace({
      git: true,
      flake: true,
      ...(name && { name }),
    }),
  );
  const ofNix = Object.entries(place.env)
    .filter(([variable]) => variable.startsWith("NIX_"));
  const env = {
    ...Object.fromEntries(ofNix),
    ...await count(workspace, "deno", "nix"),
  };
  await lockTo(workspace, place.host.inputs.nixpkgs);
  const { code, stderr } = await workspace.exec(["git", "add", "--all"]);
  assert.equal(code, 0, stderr);
  await timesRun(workspace, "nix");
  const kept = stack.move();
  return {
    workspace,
    env,
    store: place.env.NIX_STORE_DIR ?? "",
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Makes the lock name another nixpkgs, as `flake update` would. */
export async function lockTo(
  workspace: Pick<TempWorkspace, "path" | "write">,
  reference: string,
): Promise<void> {
  const { pathname, searchParams } = new URL(reference);
  const file = workspace.path("flake.lock");
  const lock = JSON.parse(await Deno.readTextFile(file));
  lock.nodes.nixpkgs.locked = {
    type: "path",
    path: decodeURI(pathname),
    narHash: searchParams.get("narHash"),
  };
  await workspace.write("flake.lock", JSON.stringify(lock, undefined, 2));
}
