/**
 * Choosing among the apps of a repository.
 *
 * @module
 */
import { dirname } from "../../core/files/posix_path.ts";
import type { App } from "../apps/app.ts";
import { listedPackage } from "./packages.ts";
import type { Choose } from "./choose.ts";
import type { Facts } from "./facts.ts";

/** Apps whose scores are as near as this could be one or the other. */
const NEAR = 12;
/** Apps to choose from, so that the list fits on a screen. */
const MOST_OPTIONS = 12;

/** What was chosen. */
export interface ChosenApps {
  /** At most one of each framework, all of one project. */
  readonly apps: readonly App[];
  /** Directory of their project. */
  readonly dir: string;
  /** Apps of other projects, for which init can be run there. */
  readonly elsewhere: readonly App[];
  /** Where a framework is used without a file that starts it. */
  readonly unclear: readonly App[];
}

/** The directory of the project that a file belongs to. */
export function projectDir(
  path: string,
  projects: Facts["projects"],
): string {
  for (let dir = dirname(path);; dir = dirname(dir)) {
    const project = projects.get(dir);
    // A member of a workspace is installed with the workspace.
    const isMember = project !== undefined && dir !== "." &&
      projects.get(".")?.isWorkspace === true;
    if (dir === "." || project !== undefined && !isMember) return dir;
  }
}

/** Chooses; asks where it cannot know. */
export async function chooseApps(
  { apps, projects }: Pick<Facts, "apps" | "projects">,
  choose: Choose,
): Promise<ChosenApps> {
  const groups = new Map<string, App[]>();
  for (const app of apps) {
    const dir = projectDir(app.path, projects);
    // Marimo opens all notebooks of a project, those in examples, too.
    const { name, packages } = app.framework;
    const isOpened = name === "marimo" && projects.has(dir) &&
      listedPackage(projects.get(dir), packages) !== undefined &&
      !isHidden(app.path);
    if (app.isWeak && !isOpened) continue;
    groups.set(dir, [...groups.get(dir) ?? [], app]);
  }
  const bests = [...groups.values()].flatMap(([best]) => best ?? []);
  const isRoot = projects.has(".") && groups.has(".");
  const dir = isRoot || bests.length === 0
    ? "."
    : await oneOf(bests, choose, "Which app is it?", (app) =>
      projectDir(app.path, projects));
  const own = groups.get(dir) ?? [];
  const project = projects.get(dir);
  const isListed = ({ framework }: App): boolean =>
    project === undefined ||
    listedPackage(project, framework.packages) !== undefined;
  const listed = own.some(isListed) ? own.filter(isListed) : own;
  const chosen: App[] = [];
  const names = new Set(listed.map(({ framework }) => framework.name));
  for (const name of names) {
    const same = listed.filter(({ framework }) => framework.name === name);
    const [best] = same;
    if (best === undefined) continue;
    const near = name === "marimo" || best.reasons.length > 0
      ? [best]
      : same.filter(({ score }) => score > best.score - NEAR);
    const question = `Which file starts ${best.framework.label}?`;
    chosen.push(await oneOf(near, choose, question, (app) => app));
  }
  const found = new Set(chosen.map(({ framework }) => framework.name));
  return {
    apps: chosen,
    dir,
    elsewhere: bests.filter((app) => projectDir(app.path, projects) !== dir),
    unclear: apps.filter(({ isWeak, framework, path }, index) =>
      isWeak && !found.has(framework.name) && !isHidden(path) &&
      apps.findIndex((app) => app.framework === framework) === index
    ),
  };
}

/** Whether a file is below a directory of some tool's. */
function isHidden(path: string): boolean {
  return /(?:^|\/)\./.test(path);
}

async function oneOf<T>(
  apps: readonly App[],
  choose: Choose,
  question: string,
  pick: (app: App) => T,
): Promise<T> {
  const options = apps.slice(0, MOST_OPTIONS);
  const labels = options.map(({ path, framework }) => ({
    label: path,
    hint: framework.label,
  }));
  const index = options.length > 1 ? await choose(question, labels) : 0;
  const chosen = options[index] ?? options[0];
  if (chosen === undefined) throw new TypeError("There is nothing to choose");
  return pick(chosen);
}
