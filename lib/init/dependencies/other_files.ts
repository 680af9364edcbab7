/**
 * Dependencies in Pipfile, setup.cfg, setup.py, environment.yml and uv.lock.
 *
 * @module
 */
import {
  normalizedName,
  requirementLines,
} from "../../setup/lock/requirements/requirements.ts";
import { maskSource } from "../python/mask_source.ts";
import {
  type Declared,
  NOTHING,
  tableOf,
  textOf,
  textsOf,
} from "./declared.ts";
import { namesIn } from "./named.ts";
import { parseTomlTable } from "./toml_table.ts";
import { parseYamlTable } from "./yaml_table.ts";

/** Reads a `Pipfile`. */
export function readPipfile(text: string): Declared {
  const file = parseTomlTable(text) ?? {};
  const keys = (table: unknown): Set<string> =>
    new Set(Object.keys(tableOf(table)).map(normalizedName));
  const version = textOf(tableOf(file.requires).python_version);
  return {
    ...NOTHING,
    names: keys(file.packages),
    groups: file["dev-packages"] === undefined
      ? {}
      : { dev: keys(file["dev-packages"]) },
    ...(version !== undefined && { foreignPython: `==${version}.*` }),
  };
}

const INSTALL_REQUIRES =
  /^install_requires[ \t]*=[^\n]*\n?(?:[ \t]+[^\n]*\n?)*/m;
const PYTHON_REQUIRES = /^python_requires[ \t]*=[ \t]*([^\n#;]+)/m;

/** Reads a `setup.cfg`. */
export function readSetupCfg(text: string): Declared {
  const plain = text.replaceAll(/\r\n?/g, "\n");
  const list = INSTALL_REQUIRES.exec(plain)?.[0]
    .replace(/^[^=]*=/, "") ?? "";
  const python = PYTHON_REQUIRES.exec(plain)?.[1]?.trim();
  return {
    ...NOTHING,
    names: namesIn(requirementLines(list)),
    ...(python !== undefined && { foreignPython: python }),
  };
}

/** Reads the literal lists of a `setup.py`; it is never run. */
export function readSetupPy(source: string): Declared {
  const { code, texts } = maskSource(source);
  const literals = (text = ""): string[] =>
    [...text.matchAll(/"(\d+)"/g)].map(([, index]) =>
      texts[Number(index)] ?? ""
    );
  const list = /\binstall_requires\s*=\s*\[([^\]]*)\]/.exec(code)?.[1];
  const [python] = literals(
    /\bpython_requires\s*=\s*("\d+")/.exec(code)?.[1],
  );
  return {
    ...NOTHING,
    names: namesIn(literals(list)),
    ...(python !== undefined && { foreignPython: python }),
  };
}

/** Reads an `environment.yml`: conda's packages and those of its pip part. */
export function readEnvironmentYml(text: string): Declared {
  const { dependencies } = parseYamlTable(text) ?? {};
  const entries = Array.isArray(dependencies) ? dependencies : [];
  const lines = [
    ...textsOf(entries).map((line) => line.replace(/^[\w.-]+::/, "")),
    ...entries.flatMap((entry) => textsOf(tableOf(entry).pip)),
  ];
  const version = lines.map((line) => /^python\s*=+\s*(3\.\d+)/.exec(line)?.[1])
    .find((found) => found !== undefined);
  const names = namesIn(lines);
  names.delete("python");
  names.delete("pip");
  return {
    ...NOTHING,
    names,
    ...(version !== undefined && { python: `==${version}.*` }),
  };
}

/** Reads a `uv.lock`: everything that it pins, what others need included. */
export function readUvLock(text: string): Declared {
  const { package: packages, ...file } = parseTomlTable(text) ?? {};
  const names = Array.isArray(packages)
    ? packages.flatMap((entry) => textOf(tableOf(entry).name) ?? [])
    : [];
  const python = textOf(file["requires-python"]);
  return {
    ...NOTHING,
    names: new Set(names.map(normalizedName)),
    ...(python !== undefined && { python }),
  };
}
