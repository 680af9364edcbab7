/**
 * The real programs that read `.env` files, each over many files at once.
 *
 * @module
 */
import { join } from "node:path";
import { programOf } from "./requires.ts";
import { tempDir } from "./temp_dir.ts";
import { testPython } from "./setup/test_python.ts";

/** What a reader took for the variables of one file; `null` for no value. */
export type Variables = Readonly<Record<string, string | null>>;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const WITH_PYTHON_DOTENV = `
import json, logging, sys
from dotenv.main import DotEnv
logging.disable()
def read(path):
    return list(DotEnv(path, encoding="utf-8", override=False)
        .dict().items())
json.dump([read(path) for path in sys.argv[1:]], sys.stdout)
`;
const WITH_NODE = `
const { readFileSync } = require("node:fs");
const { parseEnv } = require("node:util");
const read = (path) => Object.entries(parseEnv(readFileSync(path, "utf8")));
console.log(JSON.stringify(process.argv.slice(1).map(read)));
`;

/**
 * Variables as pairs: V8 15 may take a name that is escaped in JSON for one that
 * it read at the same place before (`{"A":1,"\\":2}`, then `{"A":1,"\u0041":2}`).
 */
function readPairs(json: string): Variables[] {
  const files: [string, string | null][][] = JSON.parse(json);
  return files.map((pairs) => Object.fromEntries(pairs));
}

/** Reads files with python-dotenv, in an environment of `exported` alone. */
export async function readWithPythonDotenv(
  texts: readonly string[],
  exported: Readonly<Record<string, string>> = {},
): Promise<Variables[]> {
  const python = await testPython();
  return await inFiles(texts, async (paths) =>
    readPairs(
      await output(
        [python, "-X", "utf8", "-c", WITH_PYTHON_DOTENV, ...paths],
        exported,
      ),
    ));
}

/** Reads files with Node's own parser. */
export async function readWithNode(
  texts: readonly string[],
): Promise<Variables[]> {
  const node = programOf("node") ?? "node";
  return await inFiles(
    texts,
    async (paths) => readPairs(await output([node, "-e", WITH_NODE, ...paths])),
  );
}

/** Reads a file with `deno --env-file`. */
export async function readWithDeno(text: string): Promise<Variables> {
  const script = "data:text/javascript," + encodeURIComponent(
    "console.log(JSON.stringify(Deno.env.toObject()))",
  );
  const [found = {}] = await inFiles([text], async (paths) => [
    JSON.parse(
      await output(
        [Deno.execPath(), "run", "-A", `--env-file=${paths[0]}`, script],
        { HOME: "/nowhere", DENO_NO_UPDATE_CHECK: "1" },
      ),
    ),
  ]);
  return found;
}

/** Reads a file with `set -a; . FILE` in bash. */
export async function readWithBash(text: string): Promise<Variables> {
  const script = 'set -a; . "$0"; env -0';
  const [found = ""] = await inFiles([text], async (paths) => [
    await output(["bash", "-c", script, ...paths], {
      PATH: "/usr/bin:/bin",
      LC_ALL: "C.UTF-8",
    }),
  ]);
  return Object.fromEntries(
    found.split("\0").filter((entry) => entry.includes("=")).map((entry) => {
      const equals = entry.indexOf("=");
      return [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );
}

async function inFiles<T>(
  texts: readonly string[],
  work: (paths: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  await using dir = await tempDir();
  const paths = texts.map((_, index) => join(dir.path, `${index}.env`));
  await Promise.all(
    paths.map((path, index) => Deno.writeTextFile(path, texts[index] ?? "")),
  );
  return await work(paths);
}

async function output(
  [program = "", ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    env: { ...env },
    clearEnv: true,
  }).output();
  if (!success) throw new Error(`${program}: ${decoder.decode(stderr)}`);
  return decoder.decode(stdout);
}
