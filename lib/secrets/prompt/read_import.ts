/**
 * The variables of a file that is taken over.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { resolve } from "../../core/files/posix_path.ts";
import type { Reporter } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";
import { parseDotenv } from "../dotenv/dotenv.ts";
import { parseBindings } from "../dotenv/dotenv_bindings.ts";
import { decodeInput, MOST, readInput } from "./read_secret_input.ts";
import { VARIABLE_NAME } from "../store/secret_name.ts";

/** By these names too: opening them by path takes every permission. */
const STANDARD_INPUT = /^(-|\/dev\/stdin|(\/dev|\/proc\/self)\/fd\/0)$/;

/**
 * Reads a file or pipe, or standard input for `-`; empty values and odd names are left
 * out, lines that cannot be read are told by their number.
 *
 * @throws {UserError} when there is nothing to take over
 */
export async function readImport(
  { fs, env, terminal }: Pick<System, "fs" | "env" | "terminal">,
  file: string,
  { report }: { readonly report: Reporter },
): Promise<Record<string, string>> {
  const text = STANDARD_INPUT.test(file)
    ? await readInput({ terminal })
    : decodeInput(await readNamed({ fs }, resolve(env.cwd, file), file));
  const broken = parseBindings(text).filter(({ isBroken, name }) =>
    isBroken || name !== undefined && !VARIABLE_NAME.test(name)
  );
  for (const { line } of broken) {
    report.warn(`Skipped line ${line}: it is not NAME=value`);
  }
  const values = Object.entries(parseDotenv(text, env.get)).filter(
    ([name, value]) => VARIABLE_NAME.test(name) && value !== "",
  );
  if (values.length === 0) {
    throw new UserError("Cannot import: there is no NAME=value line", {
      hint: "Nothing was changed.",
    });
  }
  return Object.fromEntries(values);
}

async function readNamed(
  { fs }: Pick<System, "fs">,
  path: string,
  name: string,
): Promise<Uint8Array> {
  const { kind } = await fs.stat(path) ?? {};
  const bytes = kind === undefined || kind === "directory"
    ? undefined
    : await fs.readAnything(path, MOST);
  if (bytes !== undefined) return bytes;
  throw new UserError(`Cannot read "${name}": it is not a file`, {
    hint: "Give the path of a file with NAME=value lines.",
  });
}
