/**
 * What setup reads of conda's `environment.yml`: what pip installs, and what
 * is left to conda.
 *
 * @module
 */
import { UserError } from "../../../core/errors.ts";
import { requiredName } from "../../lock/requirements/requirements.ts";

/** A conda environment, divided by who installs what. */
export interface CondaEnvironment {
  /** Lines as in a requirements file. */
  readonly pip: readonly string[];
  /** Versions of Python that it asks for, as a range of PEP 440. */
  readonly python: string | undefined;
  /** Names of the packages that only conda installs, once each. */
  readonly others: readonly string[];
}

/** Packages of conda that a venv has anyhow. */
const PROVIDED = /^(python|pip|setuptools|wheel|uv)$/;

/**
 * Reads an `environment.yml`.
 *
 * @throws {UserError} when it is not YAML, or no such list
 */
export async function readCondaEnvironment(
  text: string,
  file: string,
): Promise<CondaEnvironment> {
  const { parse } = await import("yaml");
  let content: unknown;
  try {
    content = parse(text);
  } catch (cause) {
    const [first = ""] = String((cause as Error).message).split("\n");
    throw new UserError(`Cannot read ${file}: ${first.replace(/:$/, "")}`, {
      cause,
      hint: `Correct ${file}, then run setup again.`,
    });
  }
  const { dependencies } = { ...content as Record<string, unknown> | null };
  if (!Array.isArray(dependencies)) {
    throw new UserError(`Cannot read ${file}: it has no list "dependencies"`, {
      hint: `Correct ${file}, or name another file with python.from.`,
    });
  }
  const specs = dependencies.filter((item) => typeof item === "string");
  const pip = dependencies.flatMap((item): unknown => {
    const lines = (item as Record<string, unknown> | null)?.["pip"];
    return Array.isArray(lines) ? lines : [];
  }).filter((line) => typeof line === "string");
  const python = specs.find((spec) => nameOf(spec) === "python");
  const byPip = new Set(pip.map(requiredName));
  const others = specs.map(nameOf).filter((name) =>
    name !== "" && !PROVIDED.test(name) && !byPip.has(name)
  );
  return {
    pip,
    python: python === undefined ? undefined : rangeOf(python),
    others: [...new Set(others)],
  };
}

/** `numpy` of `conda-forge::numpy=1.26.*=py311_0`. */
function nameOf(spec: string): string {
  const bare = spec.replace(/^.*::/, "").replace(/^\s+/, "");
  return /^[\w.-]+/.exec(bare)?.[0].toLowerCase() ?? "";
}

/**
 * conda's `python=3.11` is any 3.11, and a patch release that it pins stands for
 * its minor version too; `>=3.10,<3.13` means the same in both. What cannot be
 * read counts as no wish.
 */
function rangeOf(spec: string): string | undefined {
  const asked = spec.replace(/^.*::/, "").replace(/^\s*python\s*/i, "").trim();
  const exact = /^=*\s*(\d+\.\d+)(?:\.\d+)?(?:\.?\*)?(?:=.*)?$/.exec(asked)
    ?.[1];
  if (exact !== undefined) return `==${exact}.*`;
  const isRange = asked.split(",").every((part) =>
    /^\s*(>=|<=|>|<|!=|==|~=)\s*\d+(\.\d+)*(\.\*)?\s*$/.test(part)
  );
  return isRange ? asked : undefined;
}
