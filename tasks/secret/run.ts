/**
 * `secret run` runs one command with the secrets in its environment.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { become } from "../../lib/core/become.ts";
import { EXIT, UserError } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { storedValues } from "../../lib/secrets/store/stored_values.ts";
import { explainLargeEnvironment } from "../../lib/services/launch/environment/environment_size.ts";
import { serviceEnvironment } from "../../lib/services/launch/environment/service_environment.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** No flags. */
export type NoFlags = Record<never, never>;

/** Becomes the command, where the user is. */
export async function run(
  this: TaskContext,
  _flags: NoFlags,
  ...command: string[]
): Promise<void> {
  const { system, paths } = this;
  const [program] = command;
  if (program === undefined) {
    throw new UserError("Cannot run: no command is given", {
      hint: `Use: ${HEARTH} secret run -- CMD`,
      exitCode: EXIT.usage,
    });
  }
  const workspace = await loadWorkspace(this);
  const { dotenv, keyring } = await storedValues({ system, paths, workspace });
  const { PYTHONUNBUFFERED: _, ...env } = serviceEnvironment({
    inherited: system.env.all(),
    venv: await system.fs.realPath(paths.venv),
    venvLink: paths.venv,
    dotenv: { ...dotenv, ...keyring },
    variables: [],
  });
  try {
    const options = { cwd: system.env.cwd, env };
    this.process.exitCode = await become(system, command, options);
  } catch (error) {
    throw explainLargeEnvironment(error, { program, env });
  }
}
