/**
 * What `workspace.ts` may say about Python.
 *
 * @module
 */

/** The Python that the workspace needs, and where its packages are listed. */
export interface PythonInput {
  /**
   * Versions that serve, as a range of PEP 440: `">=3.11"`, `">=3.11,<3.15"`.
   * Not needed where `requires-python` or `.python-version` says it; what they
   * say counts too. `runtime.txt` and `Dockerfile` count where nothing else does.
   */
  readonly version?: string | undefined;
  /**
   * The files that list the packages, relative to the workspace. @default {the
   * first of uv.lock, pylock.toml, requirements.lock, requirements.txt,
   * pyproject.toml and environment.yml}
   */
  readonly from?: string | readonly string[] | undefined;
  /** Extras of the project in `pyproject.toml`. @default {[]} */
  readonly extras?: readonly string[] | undefined;
  /**
   * Groups of packages to add: dependency groups of `pyproject.toml`, or `torch`
   * for `requirements-torch.txt`. @default {[]}
   */
  readonly groups?: readonly string[] | undefined;
  /**
   * Distributions to leave out, for instance the project's own if it cannot be
   * built. @default {[]}
   */
  readonly exclude?: readonly string[] | undefined;
  /**
   * Whether the project's own package is installed so that edits count, or as a
   * copy. Without it, a project in `pyproject.toml` that has a `build-system` is
   * installed for editing, and beside requirements it is not installed.
   */
  readonly editable?: boolean | undefined;
  /** Modules that must import before a new `.venv` is taken into use. */
  readonly imports?: readonly string[] | undefined;
}
