/**
 * Virtual environments with real frameworks, kept between runs of the tests.
 *
 * @module
 */
import { sha256Of } from "../../../lib/core/sha256_of.ts";
import { join } from "node:path";
import { CHECKOUT } from "../checkout.ts";
import { programOf } from "../requires.ts";

const PINS = join(CHECKOUT, "tests/presets/pins");

/**
 * The environment with the packages that `tests/presets/pins/NAME.txt` pins, in
 * the user's cache. It is built once for each list and each Python.
 */
export async function frameworkVenv(name: string): Promise<string> {
  const pins = join(PINS, `${name}.txt`);
  const python = programOf("python3") ?? "python3";
  const version = await output([python, "-VV"]);
  const text = `${version}${await Deno.readTextFile(pins)}`;
  const key = (await sha256Of(new TextEncoder().encode(text))).slice(0, 16);
  const cache = join(userCache(), "hearth", "test-venvs");
  const venv = join(cache, `${name}-${key}`);
  if (await exists(venv)) return venv;
  // Built aside: an interrupted test run must leave no half of one.
  const draft = join(cache, `.${name}-${crypto.randomUUID()}`);
  const uv = programOf("uv") ?? "uv";
  await output([uv, "venv", "--quiet", "--python", python, draft]);
  const target = ["--python", join(draft, "bin/python")];
  await output([uv, "pip", "sync", "--quiet", ...target, pins]);
  await Deno.rename(draft, venv).catch(async (error) => {
    // Another test run may have been first.
    await Deno.remove(draft, { recursive: true });
    if (!await exists(venv)) throw error;
  });
  return venv;
}

function userCache(): string {
  return Deno.env.get("XDG_CACHE_HOME") ??
    join(Deno.env.get("HOME") ?? "/", ".cache");
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

/** What a program prints. */
async function output([program = "", ...args]: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args })
    .output();
  const decoder = new TextDecoder();
  if (success) return decoder.decode(stdout);
  throw new Error(`${program} ${args.join(" ")}: ${decoder.decode(stderr)}`);
}
