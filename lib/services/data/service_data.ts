/**
 * What services keep: their data and their passwords.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";

/** Random bytes of a password. */
const PASSWORD_BYTES = 24;

/** The directory of a service's own, which `clean` keeps. */
export function dataDir(paths: Paths, service: string): string {
  return join(paths.data, service);
}

/** Makes it, for the user only. */
export async function makeDataDir(
  { system: { fs }, paths }: Context<"fs">,
  service: string,
): Promise<string> {
  const dir = dataDir(paths, service);
  await fs.mkdir(paths.data, { mode: 0o700 });
  await fs.mkdir(dir, { mode: 0o700 });
  return dir;
}

/**
 * The password of a service, made at the first question; for callers that hold
 * the lock of the services. Its letters need no escapes in a URL.
 */
export async function servicePassword(
  context: Context<"fs">,
  service: string,
): Promise<string> {
  const { system } = context;
  const file = join(await makeDataDir(context, service), "password");
  const known = (await system.fs.readText(file))?.trim();
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(PASSWORD_BYTES));
  const password = bytes.toBase64({ alphabet: "base64url" });
  await system.fs.writeText(file, `${password}\n`, {
    mode: 0o600,
    durable: true,
  });
  return password;
}
