/**
 * Secrets and variables that the code needs.
 *
 * @module
 */
import { basename } from "../../core/files/posix_path.ts";
import { parseBindings } from "../../secrets/dotenv/dotenv_bindings.ts";
import { VARIABLE_NAME } from "../../secrets/store/secret_name.ts";
import type { Unmapped } from "../hints/hint.ts";
import { type VariableUse, variableUses } from "../python/variable_uses.ts";
import type { Facts } from "../propose/facts.ts";
import type { ProposedSecret } from "../propose/proposal.ts";
import { isSecretName, promptFor } from "./secret_names.ts";

/** What was found. */
export interface DeclaredVariables {
  readonly secrets: readonly ProposedSecret[];
  readonly unmapped: readonly Unmapped[];
}

const EXAMPLE =
  /^\.?env[._-](?:example|sample|template|dist)$|^(?:example|sample)\.env$/;
/** Settings that are not those of a developer's machine. */
const ELSEWHERE =
  /(?:^|[/_.-])(?:prod|production|docker|staging|stage|deploy|deployment|ci|heroku|test|testing)(?:[/_.-]|$)/i;
/** Variables that the system, a framework or a host provides. */
const PROVIDED =
  /^(?:PATH|HOME|USER|SHELL|TERM|LANG|TZ|TMPDIR|TEMP|PWD|PORT|HOST|HOSTNAME|VIRTUAL_ENV|CI|DYNO|PS1|DISPLAY|NO_COLOR|DEBUG|DOCKER|PYTHON\w*|XDG_\w+|CUDA_\w+|HEARTH_\w+|CONDA_\w+|IN_NIX_SHELL|WERKZEUG_\w+|FLASK_\w+|DJANGO_SETTINGS_MODULE|STREAMLIT_\w+|RENDER\w*|VERCEL\w*|SPACE_ID|LOCAL_RANK|RANK|WORLD_SIZE|MASTER_\w+|OLLAMA_HOST|DATABASE_URL|REDIS_URL)$/;

const ORDER = ["fails", "nothing", "default"] as const;

/** Reads the code of a project and its example of an `.env` file. */
export async function declareVariables(
  { sources, files, read }: Pick<Facts, "sources" | "files" | "read">,
  dir: string,
): Promise<DeclaredVariables> {
  const isInside = (path: string): boolean =>
    dir === "." || path.startsWith(`${dir}/`);
  /** By name: what the code does without it, at the place that needs least. */
  const found = new Map<string, VariableUse["without"]>();
  for (const source of sources) {
    const { path, isAside } = source;
    if (isAside || !isInside(path) || ELSEWHERE.test(path)) continue;
    for (const { name, without } of variableUses(source)) {
      const known = found.get(name) ?? "fails";
      found.set(
        name,
        ORDER.indexOf(without) > ORDER.indexOf(known) ? without : known,
      );
    }
  }
  const examples = files.filter((path) =>
    EXAMPLE.test(basename(path)) && isInside(path) &&
    path.split("/").length <= 2
  );
  for (const path of examples) {
    for (const name of await namesOf(path, read)) {
      if (isSecretName(name) && !found.has(name)) found.set(name, "fails");
    }
  }
  const set = new Set(await namesOf(".env", read));
  const names = [...found.keys()].filter((name) => !PROVIDED.test(name));
  const secrets = names.filter(isSecretName).map((name) => ({
    name,
    prompt: promptFor(name),
    isOptional: found.get(name) === "default" ||
      found.get(name) === "nothing" && !/API_?KEY$|TOKEN$/.test(name),
  }));
  const needed = names.filter((name) =>
    !isSecretName(name) && found.get(name) === "fails" && !set.has(name) &&
    /^[A-Z]/.test(name)
  );
  return { secrets, unmapped: needed.length === 0 ? [] : [missing(needed)] };
}

async function namesOf(path: string, read: Facts["read"]): Promise<string[]> {
  return parseBindings(await read(path) ?? "").flatMap(({ name }) =>
    name !== undefined && VARIABLE_NAME.test(name) ? [name] : []
  );
}

function missing(names: readonly string[]): Unmapped {
  const values = names.slice(0, 6).map((name) => `${name}: "…"`).join(", ");
  const rest = names.length > 6 ? ", …" : "";
  return {
    what: `The code reads variables without a default: ${names.join(", ")}`,
    add: `env: { ${values}${rest} },`,
  };
}
