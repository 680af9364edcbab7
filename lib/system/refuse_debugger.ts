/**
 * Keeping Deno's debugger closed.
 *
 * @module
 */
import { openLibc, SIG_IGN, SIGNALS } from "./libc.ts";

/**
 * Ignores SIGUSR1, at which Deno opens a debugger to everybody on the machine.
 * Deno sets no handler where there is one: what is set below a listener stays.
 * Without permission to call the C library nothing can be done.
 */
export function refuseDebugger(): void {
  Deno.addSignalListener("SIGUSR1", () => {});
  const libc = openLibc();
  libc?.signal(SIGNALS.usr1, Deno.UnsafePointer.create(SIG_IGN));
}
