/**
 * Keeping values, and forgetting them.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { formatBytes } from "../../core/text/format_bytes.ts";
import type { Context } from "../../core/context.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import type { WorkOptions } from "../../core/reporter.ts";
import { environmentSize } from "../../services/launch/environment/environment_size.ts";
import { parseDotenv } from "../dotenv/dotenv.ts";
import { setBinding, unsetBinding } from "../dotenv/edit_dotenv.ts";
import type { OtherReader } from "../dotenv/encode_value.ts";
import { editEnvFile } from "../dotenv/env_file.ts";
import type { SecretDeclarations } from "./stored_values.ts";
import type { Saved, SaveOptions } from "./save_options.ts";

/**
 * Bytes of all values together. By default Linux returns a program 2 MiB, for
 * its arguments and the user's own variables too.
 */
const MOST = 1792 * 1024;

/**
 * Writes values by name: to `.env` all or none, declared ones to the keyring
 * where the workspace says so, and out of `.env` then.
 *
 * @throws {UserError} when `.env` would be too large or cannot be written, and
 *   is as before then, or when the keyring cannot
 */
export async function saveSecrets(
  context: WorkspaceContext<"fs" | "clock", keyof SecretDeclarations>,
  values: Readonly<Record<string, string>>,
  options: SaveOptions = {},
): Promise<Saved> {
  const { workspace: { secrets, secretStore } } = context;
  const isForKeyring = (name: string): boolean =>
    secretStore === "keyring" && Object.hasOwn(secrets, name);
  const entries = Object.entries(values);
  const inFile = entries.filter(([name]) => !isForKeyring(name));
  const inKeyring = entries.filter(([name]) => isForKeyring(name));
  const result = inFile.length > 0
    ? await saveToFile(context, inFile, options)
    : NOTHING;
  if (inKeyring.length === 0) return result;
  const { saveToKeyring } = await import("./save_to_keyring.ts");
  const { saved, kept } = await saveToKeyring(
    context.paths,
    inKeyring,
    options,
  );
  await editEnvFile(context, (text) => {
    const without = saved.reduce(
      (left, name) => unsetBinding(left, name) ?? left,
      text,
    );
    return without === text ? undefined : without;
  }, options);
  return {
    saved: result.saved,
    inKeyring: saved,
    kept: [...result.kept, ...kept],
    misreaders: result.misreaders,
  };
}

const NOTHING: Saved = {
  saved: [],
  inKeyring: [],
  kept: [],
  misreaders: new Map(),
};

async function saveToFile(
  context: Context<"fs" | "clock">,
  values: readonly (readonly [string, string])[],
  { keep = false, ...options }: SaveOptions,
): Promise<Saved> {
  const saved: string[] = [];
  const kept: string[] = [];
  const misreaders = new Map<string, readonly OtherReader[]>();
  await editEnvFile(context, (before) => {
    const present = parseDotenv(before);
    let text = before;
    for (const [name, value] of values) {
      const current = Object.hasOwn(present, name) ? present[name] : undefined;
      if (keep && current && current !== value) {
        kept.push(name);
        continue;
      }
      const edited = setBinding(text, { name, value });
      if (edited.text === text) continue;
      text = edited.text;
      saved.push(name);
      if (edited.misreaders.length > 0) misreaders.set(name, edited.misreaders);
    }
    if (saved.length === 0) return undefined;
    refuseLargeFile(text, saved);
    return text;
  }, options);
  return { saved, inKeyring: [], kept, misreaders };
}

/**
 * Refuses values that together leave no program any room.
 *
 * @throws {UserError} naming what was to be saved
 */
function refuseLargeFile(text: string, names: readonly string[]): void {
  const size = environmentSize(parseDotenv(text));
  if (size <= MOST) return;
  throw new UserError(
    `Cannot save ${names.join(", ")}: the values in .env would take ${
      formatBytes(size)
    }, and a program can receive at most ${formatBytes(MOST)}`,
    { hint: "Keep large values in files. Nothing was changed." },
  );
}

/**
 * Removes a variable from wherever it is kept.
 *
 * @returns whether it was there
 * @throws {UserError} when `.env` cannot be written or the keyring not reached
 */
export async function unsetSecret(
  context: WorkspaceContext<"fs" | "clock", keyof SecretDeclarations>,
  name: string,
  options: WorkOptions = {},
): Promise<boolean> {
  const { workspace: { secrets, secretStore } } = context;
  const wasInFile = await editEnvFile(
    context,
    (before) => unsetBinding(before, name),
    options,
  );
  if (secretStore !== "keyring" || !Object.hasOwn(secrets, name)) {
    return wasInFile;
  }
  const { openKeyring } = await import("./keyring.ts");
  return await (await openKeyring(context.paths)).remove(name) || wasInFile;
}
