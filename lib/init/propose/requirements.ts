/**
 * A first `requirements.txt`, where a repository lists no packages.
 *
 * @module
 */
import { FRAMEWORKS } from "../apps/frameworks.ts";
import type { Facts } from "./facts.ts";
import type { ProposedService } from "./proposal.ts";

/** Distributions by the module that they are imported as. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  PIL: "pillow",
  altair: "altair",
  anthropic: "anthropic",
  bokeh: "bokeh",
  bs4: "beautifulsoup4",
  cv2: "opencv-python-headless",
  dotenv: "python-dotenv",
  duckdb: "duckdb",
  fasthtml: "python-fasthtml",
  httpx: "httpx",
  matplotlib: "matplotlib",
  mlflow: "mlflow",
  networkx: "networkx",
  numpy: "numpy",
  ollama: "ollama",
  openai: "openai",
  pandas: "pandas",
  plotly: "plotly",
  polars: "polars",
  pydantic: "pydantic",
  requests: "requests",
  scipy: "scipy",
  seaborn: "seaborn",
  skimage: "scikit-image",
  sklearn: "scikit-learn",
  sqlalchemy: "sqlalchemy",
  sqlmodel: "sqlmodel",
  statsmodels: "statsmodels",
  sympy: "sympy",
  tensorboard: "tensorboard",
  torch: "torch",
  torchvision: "torchvision",
  tqdm: "tqdm",
  transformers: "transformers",
  xgboost: "xgboost",
  yaml: "pyyaml",
};
/** What else a preset's program needs. */
const SERVERS: Readonly<Record<string, readonly string[]>> = {
  jupyterLab: ["jupyterlab"],
  mlflow: ["mlflow"],
  tensorboard: ["tensorboard"],
  fastapi: ["fastapi", "uvicorn"],
};

/** Sorted names of packages that the code imports and the services need. */
export function inferRequirements(
  { sources }: Pick<Facts, "sources">,
  services: readonly ProposedService[],
): string[] {
  const modules = sources.filter(({ isAside }) => !isAside)
    .flatMap((file) => [...file.modules])
    .map((module) => module.split(".")[0] ?? "");
  const imported = modules.flatMap((module) =>
    Object.hasOwn(DISTRIBUTIONS, module) ? [DISTRIBUTIONS[module] ?? ""] : []
  );
  const served = services.flatMap(({ preset = "" }) =>
    Object.hasOwn(SERVERS, preset)
      ? SERVERS[preset] ?? []
      : FRAMEWORKS.find(({ name }) => name === preset)?.packages.slice(0, 1) ??
        []
  );
  return [...new Set([...imported, ...served])].sort();
}
