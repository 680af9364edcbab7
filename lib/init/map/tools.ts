/**
 * JupyterLab, MLflow and TensorBoard beside an app.
 *
 * @module
 */
import type { Project } from "../dependencies/projects.ts";
import type { Unmapped } from "../hints/hint.ts";
import { importsModule } from "../python/imported_modules.ts";
import type { PythonFile } from "../python/python_files.ts";
import type { Choose } from "../propose/choose.ts";
import type { Facts } from "../propose/facts.ts";
import { inDir } from "./app_service.ts";
import { type Listed, listedPackage } from "../propose/packages.ts";
import type { ProposedService } from "../propose/proposal.ts";

/** What was found, and where its package is listed. */
export interface ProposedTools {
  readonly services: readonly ProposedService[];
  readonly listed: readonly Listed[];
  readonly found: readonly string[];
  readonly unmapped: readonly Unmapped[];
}

const JUPYTER = ["jupyterlab", "jupyter", "notebook"];
const LOG_DIR =
  /\b(?:SummaryWriter|TensorBoard|TensorBoardLogger)\(\s*(?:log_dir\s*=\s*|save_dir\s*=\s*|logdir\s*=\s*)?"(\d+)"/;
const WRITER = /\b(?:SummaryWriter|TensorBoard|TensorBoardLogger)\(/;

/** Proposes what the project installs and uses. */
export async function proposeTools(
  { files, sources }: Pick<Facts, "files" | "sources">,
  project: Project | undefined,
  { dir, choose, hasApp }: {
    readonly dir: string;
    readonly choose: Choose | undefined;
    readonly hasApp: boolean;
  },
): Promise<ProposedTools> {
  const services: ProposedService[] = [];
  const listed: Listed[] = [];
  const found: string[] = [];
  const unmapped: Unmapped[] = [];
  const notebooks = files.filter((path) =>
    path.endsWith(".ipynb") && (dir === "." || path.startsWith(`${dir}/`))
  );
  const jupyter = listedPackage(project, JUPYTER);
  const isUsed = jupyter?.kind === "always" || notebooks.length > 0;
  if (notebooks.length > 0) found.push(`Notebooks: ${summary(notebooks)}`);
  if (isUsed && (jupyter !== undefined || project === undefined)) {
    const isWanted = choose === undefined || !hasApp ||
      await choose("Run JupyterLab, too?", [{ label: "Yes" }, {
          label: "No",
        }]) ===
        0;
    if (isWanted) {
      services.push({ name: "jupyter", preset: "jupyterLab", options: {} });
      if (jupyter !== undefined) listed.push(jupyter);
    }
  } else if (notebooks.length > 0) {
    unmapped.push(...notListed("There are notebooks", {
      name: "JupyterLab",
      distribution: "jupyterlab",
      add: "jupyter: jupyterLab(),",
    }));
  }
  const mlflow = listedPackage(project, ["mlflow"]);
  const usesMlflow = sources.some(({ modules }) =>
    importsModule(modules, "mlflow")
  );
  if (usesMlflow && (mlflow !== undefined || project === undefined)) {
    services.push({ name: "mlflow", preset: "mlflow", options: inDir(dir) });
    if (mlflow !== undefined) listed.push(mlflow);
  } else if (usesMlflow || files.includes("MLproject")) {
    unmapped.push(...notListed("The code uses MLflow", {
      name: "MLflow",
      distribution: "mlflow",
      add: "mlflow: mlflow(),",
    }));
  }
  const board = tensorboard(sources, project, dir);
  services.push(...board.services);
  unmapped.push(...board.unmapped);
  return { services, listed, found, unmapped };
}

function tensorboard(
  sources: readonly PythonFile[],
  project: Project | undefined,
  dir: string,
): Pick<ProposedTools, "services" | "unmapped"> {
  const isListed = project === undefined ||
    listedPackage(project, ["tensorboard", "tensorflow"]) !== undefined;
  const own = sources.filter(({ isAside, code }) =>
    !isAside && WRITER.test(code)
  );
  const isExplicit = listedPackage(project, ["tensorboard"]) !== undefined;
  if (own.length === 0 && !isExplicit) return { services: [], unmapped: [] };
  if (!isListed) {
    return {
      services: [],
      unmapped: notListed("The code writes for TensorBoard", {
        name: "TensorBoard",
        distribution: "tensorboard",
        add: "tensorboard: tensorboard(),",
      }),
    };
  }
  const logdir = own.map(({ code, texts }) =>
    texts[Number(LOG_DIR.exec(code)?.[1] ?? NaN)]
  ).find((text) => text !== undefined && /^[\w.-]+(?:\/|$)/.test(text))
    ?.split("/")[0];
  const usesTorch = own.some(({ modules }) => importsModule(modules, "torch"));
  const place = logdir ?? (usesTorch ? "runs" : "logs");
  return {
    services: [{
      name: "tensorboard",
      preset: "tensorboard",
      options: { ...inDir(dir), ...(place !== "logs" && { logdir: place }) },
    }],
    unmapped: [],
  };
}

/** A tool that is not installed: how to install it, and then to run it. */
function notListed(
  why: string,
  { name, distribution, add }: {
    readonly name: string;
    readonly distribution: string;
    readonly add: string;
  },
): Unmapped[] {
  return [
    {
      what: `${why}, but no dependency file lists ${distribution}`,
      add: `./hearth setup --add ${distribution}`,
    },
    { what: `${name} as a service, once it is installed`, add },
  ];
}

function summary(paths: readonly string[]): string {
  const [first = "", ...others] = paths;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
