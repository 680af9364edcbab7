/**
 * The environment, backed by Deno.
 *
 * @module
 */
import type { Environment } from "./mod.ts";

/** What the machine is, and the variables that Hearth was started with. */
export function denoEnvironment(): Environment {
  return {
    get: (name) => Deno.env.get(name),
    all: () => Deno.env.toObject(),
    os: osName(Deno.build.os),
    arch: Deno.build.arch,
    // Asked for late, as these need permissions that few tasks have.
    get deno() {
      return Deno.execPath();
    },
    get user() {
      return Deno.uid();
    },
    get cwd() {
      // `deno task` and npx change the directory and say here what it was.
      return Deno.env.get("INIT_CWD") ?? Deno.cwd();
    },
  };
}

function osName(os: typeof Deno.build.os): Environment["os"] {
  if (os === "darwin" || os === "windows") return os;
  return "linux";
}
