/**
 * A workspace that is ready in a blink, in a copy of the checkout.
 *
 * @module
 */
import { join } from "node:path";
import type { Changes } from "../lib/bench/places/places.ts";
import type { Subject } from "../lib/bench/sampling/suite.ts";
import type { WorkspaceInput } from "../lib/workspace/workspace.ts";
import { tinyFiles } from "../tests/support/workspaces/tiny_workspace.ts";

/** What else a tiny workspace has. */
export interface TinyOptions {
  readonly declares?: Partial<WorkspaceInput>;
  /** Whether it has the flake, whose nixpkgs is not small. @default {false} */
  readonly flake?: boolean;
}

/** Makes every copy a tiny workspace. */
export function tiny(
  { declares = {}, flake = false }: TinyOptions = {},
): Changes {
  return (subject) => {
    const settings = textOf(join(subject.root, "uv.toml")) ?? "";
    const { "workspace.ts": text = "", ...files } = tinyFiles(
      {},
      declares,
      settings,
    );
    return {
      files: {
        ...files,
        "workspace.ts": text.replace(/from ".*"/, `from "${typesOf(subject)}"`),
      },
      without: flake ? [] : ["flake.nix", "flake.lock"],
    };
  };
}

/** What its workspace.ts imports: an earlier commit has no public module. */
function typesOf({ root, kit }: Subject): string {
  const hasModule = textOf(join(root, "mod.ts")) !== undefined;
  if (kit !== root || hasModule) return "hearth";
  return "./lib/workspace/workspace.ts";
}

function textOf(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
