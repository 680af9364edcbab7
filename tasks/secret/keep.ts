/**
 * Writing secrets, and saying what came of it.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { saveSecrets } from "../../lib/secrets/store/save_secret.ts";
import {
  type Saved,
  type SaveOptions,
} from "../../lib/secrets/store/save_options.ts";
import type { SecretDeclarations } from "../../lib/secrets/store/stored_values.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Saves values and reports what a user has to know. */
export async function keep(
  { system, paths, report, signal }: TaskContext,
  { workspace, values }: {
    readonly workspace: SecretDeclarations;
    readonly values: Readonly<Record<string, string>>;
  },
  options: SaveOptions = {},
): Promise<Saved> {
  const result = await saveSecrets(
    { system, paths, workspace },
    values,
    { ...options, report, signal },
  );
  const { inKeyring, kept, misreaders } = result;
  const saved = [...result.saved, ...inKeyring];
  const unchanged = Object.keys(values).filter((name) =>
    !saved.includes(name) && !kept.includes(name)
  );
  const tell = (where: string, names: readonly string[]): void => {
    if (names.length > 0) report.note(`${where}: ${names.join(", ")}`);
  };
  tell("Saved in .env", result.saved);
  tell("Saved in the keyring", inKeyring);
  tell("Unchanged", unchanged);
  for (const [name, readers] of misreaders) {
    report.warn(
      `${
        readers.join(", ")
      } would misread ${name} in .env; python-dotenv and "${HEARTH} secret run" read it correctly`,
    );
  }
  for (const name of saved) {
    const exported = system.env.get(name);
    if (exported !== undefined && exported !== values[name]) {
      report.warn(
        `${name} is also exported with another value, which takes precedence`,
      );
    }
  }
  return result;
}
