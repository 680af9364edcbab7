/**
 * `install.js` of the package: installs it in the user's cache.
 *
 * @module
 */
import { describeError, exitCodeOf } from "./lib/core/describe_error.ts";
import { denoSystem } from "./lib/system/deno.ts";
import { installKit } from "./lib/kit/install_kit.ts";

const system = denoSystem();
try {
  await installKit(system, import.meta.dirname ?? ".");
} catch (error) {
  system.terminal.writeError(`${describeError(error)}\n`);
  Deno.exitCode = exitCodeOf(error);
}
