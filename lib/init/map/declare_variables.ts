/**
 * Secrets and variables that the code needs.
 *
 * @module
 */
import { basename, dirname } from "../../core/files/posix_path.ts";
import { parseBindings } from "../../secrets/dotenv/dotenv_bindings.ts";
import { VARIABLE_NAME } from "../../secrets/store/secret_name.ts";
import type { Unmapped } from "../hints/hint.ts";
import type { VariableUse } from "../python/variable_use.ts";
import { variableUses } from "../python/variable_uses.ts";
import type { Facts } from "../propose/facts.ts";
import type { ProposedSecret } from "../propose/proposal.ts";
import type { ReadVariables } from "./database_variables.ts";
import { isSecretName, promptFor } from "./secret_names.ts";

/** What was found. */
export interface DeclaredVariables {
  /** Values of an example of an `.env` file for what the code needs. */
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: readonly ProposedSecret[];
  readonly unmapped: readonly Unmapped[];
}

const EXAMPLE =
  /^\.?env[._-](?:example|sample|template|dist)$|^(?:example|sample)\.env$/;
/** Settings that are not those of a developer's machine. */
export const ELSEWHERE =
  /(?:^|[/_.-])(?:prod|production|docker|staging|stage|deploy|deployment|ci|heroku|test|testing)(?:[/_.-]|$)/i;
/** Variables that the system, a framework or a host provides. */
const PROVIDED =
  /^(?:PATH|HOME|USER|SHELL|TERM|LANG|TZ|TMPDIR|TEMP|PWD|PORT|HOST|HOSTNAME|VIRTUAL_ENV|CI|DYNO|PS1|DISPLAY|NO_COLOR|DEBUG|DOCKER|PYTHON\w*|XDG_\w+|CUDA_\w+|HEARTH_\w+|CONDA_\w+|IN_NIX_SHELL|WERKZEUG_\w+|FLASK_\w+|DJANGO_SETTINGS_MODULE|STREAMLIT_\w+|RENDER\w*|VERCEL\w*|SPACE_ID|LOCAL_RANK|RANK|WORLD_SIZE|MASTER_\w+|OLLAMA_HOST|DATABASE_URL|REDIS_URL)$/;

/** Services that a deployment reports to: a developer goes without. */
const WATCHERS =
  /(?:^|_)(?:BUGSNAG|DATADOG|HONEYBADGER|LANGFUSE|LANGSMITH|LOGFIRE|MIXPANEL|NEW_?RELIC|POSTHOG|RAYGUN|ROLLBAR|SEGMENT|SENTRY)_/;

const ORDER = ["fails", "nothing", "default"] as const;

/** What the code of a project does without each variable that it reads. */
export interface ProjectVariables extends ReadVariables {
  readonly uses: ReadonlyMap<string, VariableUse["without"]>;
}

/** Reads the code of a project and its example of an `.env` file. */
export async function projectVariables(
  { sources, files, read }: Pick<Facts, "sources" | "files" | "read">,
  dir: string,
): Promise<ProjectVariables> {
  const isInside = (path: string): boolean =>
    dir === "." || path.startsWith(`${dir}/`);
  const uses = new Map<string, VariableUse["without"]>();
  const values = new Map<string, string>();
  for (const source of sources) {
    const { path, isAside } = source;
    if (isAside || !isInside(path) || ELSEWHERE.test(path)) continue;
    for (const { name, without, value } of variableUses(source)) {
      if (value !== undefined) values.set(name, value);
      const known = uses.get(name) ?? "fails";
      uses.set(
        name,
        ORDER.indexOf(without) > ORDER.indexOf(known) ? without : known,
      );
    }
  }
  const isPython = (place: string): boolean =>
    place === "." || place === dir ||
    sources.some(({ path }) => path.startsWith(`${place}/`));
  const examples = files.filter((path) =>
    EXAMPLE.test(basename(path)) && (isInside(path) || !path.includes("/")) &&
    path.split("/").length <= 2 && !ELSEWHERE.test(dirname(path)) &&
    isPython(dirname(path)) &&
    !(dirname(path) !== "." && files.includes(`${dirname(path)}/package.json`))
  );
  for (const path of [...examples, `${dir}/.env`, ".env"]) {
    const text = await read(path.replace(/^\.\//, "")) ?? "";
    for (const { name, value } of parseBindings(text)) {
      if (name === undefined || !VARIABLE_NAME.test(name)) continue;
      values.set(name, value ?? "");
      const isDefault = path.endsWith("/.env") || path === ".env" ||
        uses.has(name) || !isSecretName(name);
      if (!isDefault) uses.set(name, "fails");
    }
  }
  return { uses, names: [...uses.keys()], values };
}

/** What `workspace.ts` declares of the variables that no service provides. */
export async function declareVariables(
  { uses, values }: ProjectVariables,
  { read, provided }: Pick<Facts, "read"> & {
    readonly provided: readonly string[];
  },
): Promise<DeclaredVariables> {
  const set = new Set(await namesOf(".env", read));
  const names = [...uses.keys()].filter((name) =>
    !PROVIDED.test(name) && !provided.includes(name)
  );
  const secrets = names.filter(isSecretName).map((name) => ({
    name,
    prompt: promptFor(name),
    isOptional: uses.get(name) === "default" ||
      uses.get(name) === "nothing" &&
        (!/API_?KEY$|TOKEN$/.test(name) || WATCHERS.test(name)),
  }));
  const needed = names.filter((name) =>
    !isSecretName(name) && uses.get(name) === "fails" && !set.has(name) &&
    /^[A-Z]/.test(name)
  );
  const env = Object.fromEntries(needed.flatMap((name) => {
    const value = values.get(name) ?? "";
    return isMeant(value) ? [[name, value]] : [];
  }));
  const rest = needed.filter((name) => !Object.hasOwn(env, name));
  return {
    env,
    secrets,
    unmapped: rest.length === 0 ? [] : [missing(rest)],
  };
}

/** Whether an example's value can serve on any machine. */
function isMeant(value: string): boolean {
  const isBlank = value === "" ||
    /\byour\b|your[-_]|change[-_ ]?me|<|>|\bxxx|\.\.\.|example|[$`{}\n]/i.test(
      value,
    );
  const isElsewhere = /:\/\//.test(value) &&
    !/:\/\/(?:localhost|127\.0\.0\.1)(?=[:/]|$)/.test(value);
  return !isBlank && !isElsewhere;
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
