/**
 * Signals by process id.
 *
 * @module
 */

/** Signals a process or a group; false where that is not permitted. */
export function signal(pid: number, name: Deno.Signal): boolean {
  try {
    Deno.kill(pid, name);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) return false;
    // ESRCH: it went away by itself.
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof TypeError && /ESRCH/.test(error.message)
    ) return true;
    throw error;
  }
}
