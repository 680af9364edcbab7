/**
 * What a project's compose file and Procfile run beside the app.
 *
 * @module
 */
import { basename, dirname } from "../../core/files/posix_path.ts";
import type { Project } from "../dependencies/projects.ts";
import { COMPOSE_NAME } from "../hints/collect_hints.ts";
import { CLIENTS, composeServices } from "./compose_services.ts";
import type { Unmapped } from "../hints/hint.ts";
import type { Facts } from "../propose/facts.ts";
import { listedPackage } from "../propose/packages.ts";
import { postgresOptions, redisOptions } from "./database_variables.ts";
import type { ProjectVariables } from "./declare_variables.ts";
import {
  type ProcfileServices,
  procfileServices,
} from "./procfile_services.ts";
import type { ProposedService } from "../propose/proposal.ts";

/** What runs beside the app. */
export interface Companions {
  readonly services: readonly ProposedService[];
  /** Services that the app needs. */
  readonly needed: readonly string[];
  /** Commands to run before the app. */
  readonly before: readonly (readonly string[])[];
  readonly unmapped: readonly Unmapped[];
}

/** Reads the compose file and the Procfile of a project's directory. */
export async function findCompanions(
  { files, sources, read }: Pick<Facts, "files" | "sources" | "read">,
  { dir, project, app, variables }: {
    readonly dir: string;
    readonly project: Project | undefined;
    readonly variables: ProjectVariables;
    /** The service that runs the app, where one was found. */
    readonly app: ProposedService | undefined;
  },
): Promise<Companions> {
  const places = [".", dir, ".devcontainer", "docker", `${dir}/docker`];
  const near = (name: RegExp): string | undefined =>
    files.find((path) =>
      name.test(basename(path)) && places.includes(dirname(path))
    );
  const compose = near(COMPOSE_NAME);
  const procfile = near(/^Procfile$/);
  const composed = composeServices(
    { file: compose, text: compose && await read(compose) },
    { sources, project, variables },
  );
  const required = requiredDatabases(variables, project)
    .filter(({ name, preset }) =>
      !composed.services.some((one) =>
        one.name === name || one.preset === preset
      )
    );
  const databases = {
    ...composed,
    services: [...composed.services, ...required],
    needed: [...composed.needed, ...required.map(({ name }) => name)],
  };
  const processes = procfileServices(
    procfile === undefined ? "" : await read(procfile) ?? "",
    {
      dir,
      cwd: typeof app?.options.cwd === "string" ? app.options.cwd : ".",
      redis: databases.services.find(({ preset }) => preset === "redis")?.name,
      hasRedis: listedPackage(project, CLIENTS.redis) !== undefined,
    },
  );
  const { services, before, web } = processes;
  const isLost = app === undefined && web !== undefined;
  return {
    before,
    services: [...databases.services, ...services],
    needed: databases.needed,
    unmapped: [
      ...databases.unmapped,
      ...(isLost ? [unknownWeb(procfile ?? "", web)] : []),
    ],
  };
}

/**
 * Databases that no compose file has, and whose address the code needs: it
 * fails without the variable.
 */
function requiredDatabases(
  variables: ProjectVariables,
  project: Project | undefined,
): ProposedService[] {
  const { uses, values } = variables;
  const isOther = (name: string): boolean =>
    /^(?!postgres|redis)[a-z+]+:/.test(values.get(name) ?? "");
  const names = [...uses].filter(([, without]) => without === "fails")
    .map(([name]) => name).filter((name) => !isOther(name));
  const needed = { names, values };
  const all = {
    postgres: postgresOptions(needed) && postgresOptions(variables),
    redis: redisOptions(needed) && redisOptions(variables),
  };
  return (["postgres", "redis"] as const).flatMap((preset) => {
    const options = all[preset];
    const isListed = listedPackage(project, CLIENTS[preset]) !== undefined;
    return options !== undefined && isListed
      ? [{ name: preset, preset, options }]
      : [];
  });
}

/** A `web` that starts none of the known frameworks. */
function unknownWeb(
  file: string,
  { line, command }: NonNullable<ProcfileServices["web"]>,
): Unmapped {
  const words = JSON.stringify(command).replaceAll(",", ", ");
  return {
    what: `${file}: "web" runs ${line}`,
    add: `web: { command: ${words}, port: 8000, env: { PORT: "{port}" } },`,
  };
}
