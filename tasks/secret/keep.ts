/**
 * Writing secrets, and saying what came of it.
 *
 * @module
 */
import {
  type Saved,
  type SaveOptions,
  saveSecrets,
} from "../../lib/secrets/save_secret.ts";
import type { TaskContext } from "../../lib/task_context.ts";

/** Saves values and tells what a user has to know. */
export async function keep(
  { system, paths, report }: TaskContext,
  values: Readonly<Record<string, string>>,
  options: SaveOptions = {},
): Promise<Saved> {
  const result = await saveSecrets(system, paths, values, options);
  const { saved, kept, misreaders } = result;
  const unchanged = Object.keys(values).filter((name) =>
    !saved.includes(name) && !kept.includes(name)
  );
  if (saved.length > 0) report.note(`Saved in .env: ${saved.join(", ")}`);
  if (unchanged.length > 0) report.note(`As before: ${unchanged.join(", ")}`);
  for (const [name, readers] of misreaders) {
    report.warn(
      `${
        readers.join(", ")
      } would read ${name} from .env as something else; python-dotenv and "deno task secret run" read it as it is`,
    );
  }
  for (const name of saved) {
    const exported = system.env.get(name);
    if (exported !== undefined && exported !== values[name]) {
      report.warn(`${name} is exported too, with another value, which wins`);
    }
  }
  return result;
}
