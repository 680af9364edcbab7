/**
 * Services that fit together.
 *
 * @module
 */
import type { Project } from "../dependencies/projects.ts";
import type { Facts } from "./facts.ts";
import { listedPackage } from "./packages.ts";
import type { Literal, ProposedService } from "./proposal.ts";

/** Ports that presets prefer. */
const PORTS: Readonly<Record<string, number>> = {
  dash: 8050,
  django: 8000,
  fastapi: 8000,
  fasthtml: 5001,
  flask: 5000,
  gradio: 7860,
  jupyterLab: 8888,
  marimo: 2718,
  mlflow: 5000,
  panel: 5006,
  postgres: 5432,
  redis: 6379,
  streamlit: 8501,
  tensorboard: 6006,
};

/** Gives a port of its own to each service whose preferred one is taken. */
export function freePorts(
  services: readonly ProposedService[],
): ProposedService[] {
  const taken = new Set<number>();
  return services.map((service) => {
    const { options, preset } = service;
    const own = options.port ?? PORTS[preset ?? ""];
    if (typeof own !== "number") return service;
    let port = own;
    while (taken.has(port)) port++;
    taken.add(port);
    return port === own
      ? service
      : { ...service, options: { ...options, port } };
  });
}

/** What is known of the services beside the apps. */
export interface Beside {
  readonly facts: Pick<Facts, "files" | "read">;
  readonly project: Project | undefined;
  /** Commands that the repository runs before the app. */
  readonly before: readonly (readonly string[])[];
  /** Services that the app needs. */
  readonly needed: readonly string[];
}

/** Adds to the first app what it needs and what runs before it. */
export async function withBefore(
  services: readonly ProposedService[],
  { facts, project, before, needed }: Beside,
): Promise<ProposedService[]> {
  const [app, ...others] = services;
  if (app === undefined) return [];
  const { preset, options } = app;
  // Django's preset migrates by itself.
  const given = before.filter((command) =>
    preset !== "django" || !/\bmigrate\b/.test(command.join(" "))
  );
  const usesAlembic = preset !== "django" && given.length === 0 &&
    listedPackage(project, ["alembic"]) !== undefined;
  const cwd = typeof options.cwd === "string" ? `${options.cwd}/` : "";
  const commands: Literal = usesAlembic
    ? await migrationsIn(cwd, facts)
    : given;
  return [{
    ...app,
    options: {
      ...options,
      ...(needed.length > 0 && { dependsOn: needed }),
      ...(commands.length > 0 && { before: commands }),
    },
  }, ...others];
}

/** Gives the apps, which come first, variables that the code needs. */
export function withVariables(
  services: readonly ProposedService[],
  { apps, variables }: {
    /** How many apps there are. */
    readonly apps: number;
    readonly variables: Readonly<Record<string, string>>;
  },
): ProposedService[] {
  if (Object.keys(variables).length === 0) return [...services];
  return services.map((service, index) => {
    const { env } = service.options;
    const own = typeof env === "object" && !Array.isArray(env) ? env : {};
    return index < apps
      ? {
        ...service,
        options: { ...service.options, env: { ...own, ...variables } },
      }
      : service;
  });
}

/** How an `env.py` gives the address of the database itself. */
const SETS_URL =
  /\bset_(?:main|section)_option\(|\bcreate_(?:async_)?engine\(|\[["']sqlalchemy\.url["']\]\s*=/;

/**
 * Alembic's command, where it has its settings. By itself it looks for modules
 * of the project only where these say so; Python's own `-m` always does.
 */
async function migrationsIn(
  dir: string,
  { files, read }: Pick<Facts, "files" | "read">,
): Promise<readonly (readonly string[])[]> {
  const file = `${dir}alembic.ini`;
  if (!files.includes(file)) return [];
  const text = await read(file) ?? "";
  const scripts = /^script_location[ \t]*=[ \t]*(?:%\(here\)s\/)?([\w./-]+)/m
    .exec(text)?.[1] ?? "alembic";
  // What Alembic's template has is an address of no database.
  const isTemplate = /^sqlalchemy\.url[ \t]*=[ \t]*driver:/m.test(text) &&
    !SETS_URL.test(await read(`${dir}${scripts}/env.py`) ?? "");
  if (isTemplate) return [];
  const finds = /^prepend_sys_path[ \t]*=[ \t]*\S/m.test(text);
  return [[...(finds ? [] : ["python", "-m"]), "alembic", "upgrade", "head"]];
}
