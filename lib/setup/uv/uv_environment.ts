/**
 * The variables that uv runs with.
 *
 * @module
 */
import { pipSettings } from "./pip_settings.ts";
import type { System } from "../../system/mod.ts";

/** Variables of an active environment, which would mislead uv or Python. */
const MISLEADING = [
  "CONDA_PREFIX",
  "PYTHONDONTWRITEBYTECODE",
  "PYTHONHOME",
  "PYTHONPATH",
  "UV_PROJECT_ENVIRONMENT",
  "UV_PYTHON",
  "UV_SYSTEM_PYTHON",
  "VIRTUAL_ENV",
];

/** Names that uv still reads for what has another name now. */
const EARLIER_NAMES: Readonly<Record<string, string>> = {
  UV_DEFAULT_INDEX: "UV_INDEX_URL",
  UV_INDEX: "UV_EXTRA_INDEX_URL",
};

/** The environment for programs that work on the venv. */
export function pythonEnvironment(
  { env }: Pick<System, "env">,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env.all()).filter(([name]) => !MISLEADING.includes(name)),
  );
}

/**
 * The environment for uv: it fetches no Python, and what pip was told about
 * mirrors, certificates and proxies counts where uv itself was told nothing.
 */
export async function uvEnvironment(
  system: Pick<System, "env" | "fs">,
): Promise<Record<string, string>> {
  const inherited = pythonEnvironment(system);
  const handedOn = Object.entries(await pipSettings(system)).filter(([name]) =>
    EARLIER_NAMES[name] === undefined || !inherited[EARLIER_NAMES[name]]
  );
  return {
    ...Object.fromEntries(handedOn),
    ...inherited,
    NO_COLOR: "1",
    UV_PYTHON_DOWNLOADS: "never",
  };
}
