/**
 * Services of a compose file that a developer needs beside the app.
 *
 * @module
 */
import { dirname } from "../../core/files/posix_path.ts";
import type { Project } from "../dependencies/projects.ts";
import {
  neededServices,
  presetOfImage,
  readCompose,
} from "../hints/compose.ts";
import type { Unmapped } from "../hints/hint.ts";
import type { Facts } from "../propose/facts.ts";
import { listedPackage } from "../propose/packages.ts";
import type { ProposedService } from "../propose/proposal.ts";
import { keyText } from "../render/literal_text.ts";
import {
  postgresOptions,
  type ReadVariables,
  redisOptions,
} from "./database_variables.ts";
import { ELSEWHERE } from "./declare_variables.ts";
import { serviceName } from "./service_name.ts";

/** What a compose file gives. */
export interface ComposeServices {
  readonly services: readonly ProposedService[];
  /** Services that the app needs. */
  readonly needed: readonly string[];
  readonly unmapped: readonly Unmapped[];
}

/** Packages that talk to what a preset runs. */
export const CLIENTS = {
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

/** The services of a compose file, except what is built from the repository. */
export function composeServices(
  { file, text }: {
    readonly file: string | undefined;
    readonly text: string | undefined;
  },
  { sources, project, variables }: {
    readonly sources: Facts["sources"];
    readonly project: Project | undefined;
    readonly variables: ReadVariables;
  },
): ComposeServices {
  const options = {
    postgres: postgresOptions(variables) ??
      (usesSqlite(sources) ? undefined : {}),
    redis: redisOptions(variables) ??
      (mentions(sources, /redis|celery/) ? {} : undefined),
  };
  const services: ProposedService[] = [];
  const unmapped: Unmapped[] = [];
  const all = readCompose(text ?? "");
  const profiles = variables.values.get("COMPOSE_PROFILES") ?? "";
  const started = neededServices(all, profiles.split(/\s*,\s*/));
  for (const { name, image, isBuilt } of all) {
    if (isBuilt || image === undefined) continue;
    const known = serviceName(name);
    const preset = presetOfImage(image);
    const isListed = preset !== undefined &&
      listedPackage(project, CLIENTS[preset]) !== undefined;
    const chosen = isListed ? options[preset] : undefined;
    if (preset !== undefined && chosen !== undefined) {
      if (services.some((other) => other.preset === preset)) continue;
      services.push({
        name: known,
        preset,
        options: chosen,
        isOptional: !started.has(name),
      });
    } else if (preset === undefined) {
      const chosenFile = file === undefined || dirname(file) === "."
        ? []
        : ["-f", file];
      const words = ["docker", "compose", ...chosenFile, "up", name];
      const command = JSON.stringify(words).replaceAll(",", ", ");
      unmapped.push({
        what: `${file}: service "${name}" runs the image ${image}`,
        add: `${keyText(known)}: { command: ${command}, optional: true },`,
      });
    } else {
      unmapped.push({
        what: `${file}: service "${name}" runs the image ${
          shortImage(image)
        }, which ${
          isListed ? "the code does not use" : "nothing that is installed uses"
        }`,
        add: `${keyText(known)}: ${preset}(),`,
      });
    }
  }
  const needed = services.filter(({ isOptional }) => isOptional !== true);
  return { services, unmapped, needed: needed.map(({ name }) => name) };
}

/** An image without the digest of its content. */
function shortImage(image: string): string {
  return image.replace(/@.*$/, "");
}

/** Modules that read the address of any database by themselves. */
const URL_READERS = /^(?:dj_database_url|environ)$/;

/** Whether the code of the program names SQLite and no PostgreSQL. */
function usesSqlite(sources: Facts["sources"]): boolean {
  return mentions(sources, /sqlite/) &&
    !mentions(sources, /postgres/) &&
    !sources.some(({ isAside, modules }) =>
      !isAside && [...modules].some((module) => URL_READERS.test(module))
    );
}

/** Whether texts or imports of the program have a word. */
function mentions(sources: Facts["sources"], word: RegExp): boolean {
  return sources.some(({ path, isAside, modules, texts }) =>
    !isAside && !ELSEWHERE.test(path) &&
    [...texts, ...modules].some((text) => word.test(text))
  );
}
