/**
 * Reading which Python the workspace's files ask for.
 *
 * @module
 */
import type { TextContext } from "./text_files.ts";
import { dirname, join } from "../../core/files/posix_path.ts";
import type { Python } from "../../workspace/workspace.ts";
import { compiledFor } from "./formats/compiled_requirements.ts";
import { readCondaEnvironment } from "./formats/conda_environment.ts";
import { type DependencySource, findSource } from "./dependency_source.ts";
import {
  needsDeployed,
  type PythonRequest,
  pythonRequest,
} from "./python_request.ts";
import { requiredPython } from "./formats/uv_lock.ts";

/**
 * Reads `requires-python` of the project and of its lock, conda's `python` and
 * `.python-version`; where they say nothing, `runtime.txt` and `Dockerfile`.
 *
 * @throws {UserError} where no file names a version
 */
export async function readRequest(
  { system: { fs }, paths: { root } }: TextContext,
  { source, python }: { source: DependencySource; python: Python },
): Promise<PythonRequest> {
  const read = async (name: string): Promise<string> =>
    await fs.readText(join(root, name)) ?? "";
  const file = "lock" in source
    ? source.lock
    : source.kind === "requirements"
    ? source.files[0] ?? ""
    : source.file;
  const beside = join(dirname(file), "pyproject.toml");
  const projects = [...new Set(["pyproject.toml", beside])];
  const [pin, locked, ...texts] = await Promise.all([
    read(".python-version"),
    "lock" in source ? read(file) : "",
    ...projects.map(read),
  ]);
  const conda = source.kind === "conda"
    ? (await readCondaEnvironment(await read(file), file)).python
    : undefined;
  const said = {
    declared: python.version,
    required: [
      ...texts.map(requiredPython),
      source.kind === "lock" ? undefined : requiredPython(locked ?? ""),
      conda,
    ],
    compiled: source.kind === "lock" ? compiledFor(locked ?? "") : undefined,
    pin,
  };
  if (!needsDeployed(said)) return pythonRequest(said);
  const { deployedPython } = await import("./formats/deployed_python.ts");
  const deployed = await deployedPython(
    (name) => fs.readText(join(root, name)),
    file,
  );
  return pythonRequest({ ...said, deployed });
}

/** The same for those who want to know nothing else. */
export async function requestedPython(
  context: TextContext,
  python: Python,
): Promise<PythonRequest> {
  const source = await findSource(context.system, {
    root: context.paths.root,
    from: python.from,
  });
  return await readRequest(context, { source, python });
}
