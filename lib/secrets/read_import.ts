/**
 * The variables of a file that is taken over.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import { resolve } from "../posix_path.ts";
import type { Reporter } from "../reporter.ts";
import type { System } from "../system/mod.ts";
import { parseDotenv } from "./dotenv.ts";
import { parseBindings } from "./dotenv_bindings.ts";
import { decodeInput } from "./read_secret_input.ts";
import { VARIABLE_NAME } from "./secret_name.ts";

/**
 * Reads a file, or standard input for `-`; empty values and odd names are left
 * out, lines that cannot be read are told by their number.
 *
 * @throws {UserError} when there is nothing to take over
 */
export async function readImport(
  { fs, env, terminal }: Pick<System, "fs" | "env" | "terminal">,
  file: string,
  report: Reporter,
): Promise<Record<string, string>> {
  const path = resolve(env.folder, file);
  const stat = file === "-" ? undefined : await fs.stat(path);
  if (file !== "-" && stat === undefined || stat?.kind === "folder") {
    throw new UserError(`Cannot read "${file}": it is no file`, {
      hint: "Type the path of a file with NAME=value lines.",
    });
  }
  const text = decodeInput(
    stat === undefined
      ? await terminal.readInput()
      : await fs.readBytes(path, 0, stat.size) ?? new Uint8Array(),
  );
  const broken = parseBindings(text).filter(({ isBroken, name }) =>
    isBroken || name !== undefined && !VARIABLE_NAME.test(name)
  );
  for (const { line } of broken) report.warn(`Cannot read line ${line}`);
  const values = Object.entries(parseDotenv(text, env.get)).filter(
    ([name, value]) => VARIABLE_NAME.test(name) && value !== "",
  );
  if (values.length === 0) {
    throw new UserError("Cannot find a NAME=value line there", {
      hint: "Nothing was changed.",
    });
  }
  return Object.fromEntries(values);
}
