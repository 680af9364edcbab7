/**
 * The values of `.env`, read as python-dotenv reads them.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import { parseBindings } from "./dotenv_bindings.ts";
import { readEnvFile } from "./env_file.ts";
import { interpolate } from "./interpolate.ts";

/**
 * Reads `.env`; no file is no variables, and what no environment can hold is
 * left out.
 *
 * @throws {UserError} when it cannot be read or is not UTF-8
 */
export async function readDotenv(
  context: Context<"fs" | "env">,
): Promise<Record<string, string>> {
  const { system: { env } } = context;
  const text = await readEnvFile(context) ?? "";
  const values = Object.entries(parseDotenv(text, env.get));
  return Object.fromEntries(
    values.filter(([name, value]) =>
      !/[=\0]/.test(name) && !value.includes("\0")
    ),
  );
}

/**
 * Parses the text of an `.env` file; the last of several bindings wins.
 *
 * @param exported looks up what `${NAME}` stands for before the file itself is
 *   asked, as python-dotenv's `load_dotenv()` does
 */
export function parseDotenv(
  text: string,
  exported: (name: string) => string | undefined = () => undefined,
): Record<string, string> {
  // A name without "=" unsets what was bound before, as there.
  const values = new Map<string, string | undefined>();
  const lookUp = (name: string): string | undefined =>
    name === "" ? undefined : exported(name) ??
      (values.has(name) ? values.get(name) ?? "" : undefined);
  for (const { name, value } of parseBindings(text)) {
    if (name === undefined) continue;
    values.set(name, value === undefined ? value : interpolate(value, lookUp));
  }
  const bound = [...values].flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const]
  );
  return Object.fromEntries(bound);
}
