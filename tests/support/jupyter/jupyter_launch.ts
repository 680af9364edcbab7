/**
 * JupyterLab as the workspace starts it, for tests.
 *
 * @module
 */
import { join } from "node:path";
import { jupyterLab } from "../../../lib/services/presets/jupyter_lab.ts";
import { CHECKOUT } from "../checkout.ts";
import { type Jupyter, startJupyter } from "./jupyter_process.ts";
import { testPython } from "../setup/test_python.ts";

/** What may differ from JupyterLab as the workspace starts it. */
export interface LabOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, string>>;
}

/** Starts JupyterLab as the workspace does. */
export async function launchLab(
  { args = [], ...options }: LabOptions = {},
): Promise<Jupyter> {
  const [, launcher = "", ...given] = jupyterLab({ args }).command;
  const command = [await testPython(), launcher.replace("{kit}", CHECKOUT)];
  return await startJupyter({ ...options, command, args: given });
}

/** A `node` that shows how it was called. */
export interface RecordingNode extends AsyncDisposable {
  /** PATH with it in front. */
  readonly path: string;
  /** The arguments of its calls, a line each. */
  calls(): Promise<string>;
}

/** Makes a directory with a `node` that writes down how it was called. */
export async function recordingNode(): Promise<RecordingNode> {
  const dir = await Deno.makeTempDir({ prefix: "hearth-node-" });
  const calls = join(dir, "calls");
  await Deno.writeTextFile(calls, "");
  await Deno.writeTextFile(
    join(dir, "node"),
    `#!/bin/sh\necho "$@" >>'${calls}'\n`,
    { mode: 0o755 },
  );
  return {
    path: `${dir}:${Deno.env.get("PATH") ?? ""}`,
    calls: () => Deno.readTextFile(calls),
    [Symbol.asyncDispose]: () => Deno.remove(dir, { recursive: true }),
  };
}
