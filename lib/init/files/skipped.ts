/**
 * Directories in which there is nothing of the project's own.
 *
 * @module
 */

const SKIPPED = new Set([
  ".direnv",
  ".eggs",
  ".git",
  ".hearth",
  ".hg",
  ".ipynb_checkpoints",
  ".mypy_cache",
  ".nox",
  ".pixi",
  ".pytest_cache",
  ".ruff_cache",
  ".svn",
  ".tox",
  ".venv",
  "__pycache__",
  "__pypackages__",
  "bower_components",
  "node_modules",
  "site-packages",
  "venv",
]);

/**
 * Whether a path is in a directory of copies that a build made: setuptools
 * collects in `build/lib` what it packs.
 */
export function isBuilt(path: string): boolean {
  return /(?:^|\/)build\/(?:lib|bdist)(?:\.[^/]*)?\//.test(path);
}

/**
 * Whether a directory of that name holds tools, caches, installed packages or
 * templates of other projects.
 */
export function isSkipped(name: string): boolean {
  return SKIPPED.has(name) || name.startsWith(".venv-before-hearth") ||
    name.includes("{{");
}
