/**
 * Putting values into `.env` and taking them out.
 *
 * @module
 */
import { EXIT, UserError } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { System } from "../system/mod.ts";
import type { SecretInput } from "../workspace.ts";
import { parseDotenv } from "./dotenv.ts";
import { setBinding, unsetBinding } from "./edit_dotenv.ts";
import type { OtherReader } from "./encode_value.ts";
import { editEnvFile } from "./env_file.ts";
import { matches } from "./secret_state.ts";

/** Bytes; Linux takes no longer string into an environment. */
const LONGEST = 128 * 1024 - 256;

/** What came of values. */
export interface Saved {
  /** Names that were written; none of those that were so already. */
  readonly saved: readonly string[];
  /** Names that had another value, which was kept. */
  readonly kept: readonly string[];
  /** Who reads some of the written values otherwise. */
  readonly misreaders: ReadonlyMap<string, readonly OtherReader[]>;
}

/** How to save. */
export interface SaveOptions {
  /** Leave a variable alone that `.env` has a value for. @default {false} */
  readonly keep?: boolean;
}

/**
 * Writes values by name, all or none.
 *
 * @throws {UserError} when `.env` cannot be written; it is as before then
 */
export async function saveSecrets(
  system: Pick<System, "fs" | "clock">,
  paths: Paths,
  values: Readonly<Record<string, string>>,
  { keep = false }: SaveOptions = {},
): Promise<Saved> {
  const saved: string[] = [];
  const kept: string[] = [];
  const misreaders = new Map<string, readonly OtherReader[]>();
  await editEnvFile(system, paths, (before) => {
    const present = parseDotenv(before);
    let text = before;
    for (const [name, value] of Object.entries(values)) {
      const current = Object.hasOwn(present, name) ? present[name] : undefined;
      if (keep && current && current !== value) {
        kept.push(name);
        continue;
      }
      const edited = setBinding(text, name, value);
      if (edited.text === text) continue;
      text = edited.text;
      saved.push(name);
      if (edited.misreaders.length > 0) misreaders.set(name, edited.misreaders);
    }
    return saved.length === 0 ? undefined : text;
  });
  return { saved, kept, misreaders };
}

/**
 * Removes a variable from `.env`.
 *
 * @returns whether it stood there
 * @throws {UserError} when `.env` cannot be written
 */
export async function unsetSecret(
  system: Pick<System, "fs" | "clock">,
  paths: Paths,
  name: string,
): Promise<boolean> {
  return await editEnvFile(
    system,
    paths,
    (before) => unsetBinding(before, name),
  );
}

/**
 * Says what is wrong with a value, as the end of a sentence and without the
 * value; `undefined` when nothing is.
 */
export function complaintAbout(
  value: string,
  declared?: SecretInput,
): string | undefined {
  if (value === "") return "it is empty";
  if (value.includes("\0")) return "no variable can hold a NUL character";
  if (new TextEncoder().encode(value).length > LONGEST) {
    return `it is longer than ${LONGEST} bytes, the most that a program can be given`;
  }
  if (!matches(declared, value)) {
    return `it does not match the pattern ${declared?.pattern}`;
  }
  return undefined;
}

/**
 * Refuses a value that cannot be kept.
 *
 * @throws {UserError} saying why, without the value
 */
export function refuseUnusable(
  name: string,
  value: string,
  declared?: SecretInput,
): void {
  const complaint = complaintAbout(value, declared);
  if (complaint === undefined) return;
  throw new UserError(`Cannot take that as ${name}: ${complaint}`, {
    hint: declared?.url ? `See ${declared.url}` : "Nothing was changed.",
    exitCode: value === "" ? EXIT.needsUser : EXIT.failed,
  });
}
