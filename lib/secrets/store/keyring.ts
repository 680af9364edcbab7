/**
 * The operating system's keyring: macOS' Keychain, elsewhere a Secret Service
 * such as GNOME's or KDE's.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import type { Paths } from "../../core/files/paths.ts";

/** One workspace's entries. */
export interface Keyring {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  /** Returns whether it was there. */
  remove(name: string): Promise<boolean>;
}

/** Milliseconds; anyone who is asked to unlock it needs a moment. */
const TIMEOUT_MS = 30_000;

/** Opens the keyring; nothing is asked of it yet. */
export async function openKeyring(
  { root }: Pick<Paths, "root">,
): Promise<Keyring> {
  const { AsyncEntry } = await import("@napi-rs/keyring");
  type Entry = InstanceType<typeof AsyncEntry>;
  const ask = async <T>(
    name: string,
    question: (entry: Entry, signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    try {
      const entry = new AsyncEntry(`hearth:${root}`, name, {
        // The kernel's own, its other choice, forgets when the machine ends.
        linux: { store: "secret-service" },
      });
      return await question(entry, AbortSignal.timeout(TIMEOUT_MS));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new UserError(`Cannot reach the keyring: ${why}`, {
        hint:
          'Unlock it, or remove "secretStore" from workspace.ts to keep secrets in .env.',
        cause,
      });
    }
  };
  return {
    get: async (name) =>
      await ask(name, (entry, signal) => entry.getPassword(signal)) ??
        undefined,
    set: (name, value) =>
      ask(name, (entry, signal) => entry.setPassword(value, signal)),
    remove: (name) =>
      ask(name, (entry, signal) => entry.deletePassword(signal)),
  };
}
