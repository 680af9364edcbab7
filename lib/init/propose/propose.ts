/**
 * From what a repository is to what its workspace should be.
 *
 * @module
 */
import { basename, join } from "../../core/files/posix_path.ts";
import type { App } from "../apps/app.ts";
import {
  OLLAMA_PACKAGES,
  ollamaModels,
  usesOllama,
} from "../python/ollama_models.ts";
import { appService } from "../map/app_service.ts";
import { type Choose, firstChoice } from "./choose.ts";
import { chooseApps, type ChosenApps, projectDir } from "./choose_apps.ts";
import { deployedPython } from "../../setup/inputs/formats/deployed_python.ts";
import { findCompanions } from "../map/databases.ts";
import { providedBy } from "../map/database_variables.ts";
import {
  declareVariables,
  projectVariables,
} from "../map/declare_variables.ts";
import type { Facts } from "./facts.ts";
import { listedPackage } from "./packages.ts";
import type { Proposal } from "./proposal.ts";
import { pythonOf } from "./python_of.ts";
import { inferRequirements } from "./requirements.ts";
import { freePorts, withBefore, withVariables } from "./services.ts";
import { proposeTools } from "../map/tools.ts";
import { unmappedFiles } from "../map/unmapped_files.ts";

/** Decides; `choose` asks the user, and without it the best guess is taken. */
export async function propose(
  facts: Facts,
  choose?: Choose,
): Promise<Proposal> {
  const guesses: string[] = [];
  const chosen = await chooseApps(facts, choose ?? firstChoice(guesses));
  const { apps, dir } = chosen;
  const project = facts.projects.get(dir);
  const own = apps.map((app) =>
    appService(app, facts, { name: serviceNameOf(app, apps), dir })
  );
  const variables = await projectVariables(facts, dir);
  const beside = await findCompanions(facts, {
    dir,
    project,
    variables,
    app: own[0],
  });
  const tools = await proposeTools(facts, project, {
    dir,
    choose,
    hasApp: apps.length > 0,
  });
  const proposed = freePorts([
    ...await withBefore(own, { facts, project, ...beside }),
    ...beside.services.filter(({ name }) =>
      !own.some((service) => service.name === name)
    ),
    ...tools.services,
  ]);
  const declared = await declareVariables(variables, {
    ...facts,
    provided: proposed.flatMap(({ preset = "", options }) =>
      providedBy(preset, options)
    ),
  });
  const services = withVariables(proposed, {
    apps: own.length,
    variables: declared.env,
  });
  const frameworks = apps.map(({ framework }) =>
    listedPackage(project, framework.packages)
  ).filter((listed) => listed !== undefined);
  const pin = await facts.read(".python-version");
  const deployed = await deployedPython(facts.read, join(dir, "listed"));
  const models = facts.sources.filter(({ isAside }) => !isAside)
    .flatMap((file) => ollamaModels(file, file.modules));
  return {
    name: (dir === "." ? project?.name : undefined) ?? basename(facts.root),
    python: pythonOf({ ...facts, pin, deployed }, {
      dir,
      needed: [...frameworks, ...tools.listed],
    }),
    services,
    secrets: declared.secrets,
    models: [...new Set(models)],
    usesOllama: project?.name !== "ollama" &&
      (facts.sources.some(({ isAside, modules }) =>
        !isAside && usesOllama(modules)
      ) || listedPackage(project, OLLAMA_PACKAGES) !== undefined),
    requirements: facts.projects.size > 0 || services.length === 0
      ? []
      : inferRequirements(facts, services),
    found: [...apps.map(describe), ...tools.found],
    guesses,
    unmapped: [
      ...elsewhere(chosen, facts),
      ...notListed(apps, facts, dir),
      ...beside.unmapped,
      ...tools.unmapped,
      ...declared.unmapped,
      ...await unmappedFiles(facts, dir),
    ],
  };
}

function describe({ framework, path, reasons }: App): string {
  const why = reasons.length > 0 ? ` (${reasons.join(", ")})` : "";
  return `${framework.label}: ${path}${why}`;
}

/** One app is "app"; of several, each is called by what it is. */
function serviceNameOf({ framework }: App, apps: readonly App[]): string {
  if (apps.length === 1) return "app";
  return framework.name === "fastapi" ? "api" : framework.name;
}

/** Other projects that are named; a repository of examples has many. */
const MOST_NAMED = 5;

function elsewhere(
  { elsewhere, unclear }: ChosenApps,
  { projects }: Facts,
): Proposal["unmapped"] {
  // Files in the root, where no packages are listed, are no project.
  const others = elsewhere.map((app) => ({
    ...app,
    dir: projectDir(app.path, projects),
  })).filter(({ dir }) => dir !== ".");
  const rest = others.length - MOST_NAMED;
  return [
    ...others.slice(0, MOST_NAMED).map(({ framework, path, dir }) => ({
      what: `${framework.label} in ${path} is another project`,
      add: `./hearth init ${dir}`,
    })),
    ...(rest === 1 ? [{ what: "There is one more project" }] : []),
    ...(rest > 1 ? [{ what: `There are ${rest} more projects` }] : []),
    ...unclear.map(({ framework, path }) => ({
      what:
        `${framework.label} is used in ${path}, but no file clearly starts it`,
      add: `app: ${framework.name}({ … }),`,
    })),
  ];
}

function notListed(
  apps: readonly App[],
  { projects }: Facts,
  dir: string,
): Proposal["unmapped"] {
  const project = projects.get(dir);
  return project === undefined ? [] : apps
    .filter(({ framework }) =>
      listedPackage(project, framework.packages) === undefined
    )
    .map(({ framework, path }) => ({
      what:
        `${path} needs ${framework.label}, which no dependency file of the project lists`,
      add: `./hearth setup --add ${framework.packages[0]}`,
    }));
}
