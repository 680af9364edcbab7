/**
 * What a project's compose file and Procfile run beside the app.
 *
 * @module
 */
import { basename } from "../../core/files/posix_path.ts";
import type { Project } from "../dependencies/projects.ts";
import { COMPOSE_NAME } from "../hints/collect_hints.ts";
import { presetOfImage, readCompose } from "../hints/compose.ts";
import type { Unmapped } from "../hints/hint.ts";
import type { Facts } from "../propose/facts.ts";
import { listedPackage } from "../propose/packages.ts";
import {
  type ProcfileServices,
  procfileServices,
} from "./procfile_services.ts";
import { serviceName } from "./service_name.ts";
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

/** Packages that talk to what a preset runs. */
const CLIENTS = {
  postgres: [
    "asyncpg",
    "pg8000",
    "psycopg",
    "psycopg-binary",
    "psycopg2",
    "psycopg2-binary",
  ],
  redis: ["arq", "celery", "django-redis", "huey", "redis", "rq"],
} as const;

/** Reads the compose file and the Procfile of a project's directory. */
export async function findCompanions(
  { files, read }: Pick<Facts, "files" | "read">,
  { dir, project, app }: {
    readonly dir: string;
    readonly project: Project | undefined;
    /** The service that runs the app, where one was found. */
    readonly app: ProposedService | undefined;
  },
): Promise<Companions> {
  const near = (name: RegExp): string | undefined =>
    files.find((path) =>
      name.test(basename(path)) &&
      (path === basename(path) || path === `${dir}/${basename(path)}`)
    );
  const compose = near(COMPOSE_NAME);
  const procfile = near(/^Procfile$/);
  const databases = await composeServices(compose, read, project);
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

async function composeServices(
  file: string | undefined,
  read: Facts["read"],
  project: Project | undefined,
): Promise<Omit<Companions, "before">> {
  const services: ProposedService[] = [];
  const unmapped: Unmapped[] = [];
  const text = file === undefined ? undefined : await read(file);
  for (const { name, image, isBuilt } of readCompose(text ?? "")) {
    if (isBuilt || image === undefined) continue;
    const known = serviceName(name);
    const preset = presetOfImage(image);
    const isUsed = preset !== undefined &&
      listedPackage(project, CLIENTS[preset]) !== undefined;
    if (isUsed && !services.some((other) => other.preset === preset)) {
      services.push({ name: known, preset, options: {} });
    } else if (preset === undefined) {
      const command = JSON.stringify(["docker", "compose", "up", name])
        .replaceAll(",", ", ");
      unmapped.push({
        what: `${file}: service "${name}" runs the image ${image}`,
        add: `${
          JSON.stringify(known)
        }: { command: ${command}, optional: true },`,
      });
    } else {
      unmapped.push({
        what:
          `${file}: service "${name}" runs the image ${image}, which nothing that is installed uses`,
        add: `${JSON.stringify(known)}: ${preset}(),`,
      });
    }
  }
  return { services, unmapped, needed: services.map(({ name }) => name) };
}
