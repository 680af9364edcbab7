/**
 * The environment that a service is started with.
 *
 * @module
 */
import { ADDRESS_VARIABLE } from "../../open/address_file.ts";
import { isMarker } from "../../processes/marker.ts";

/** What goes into a service's environment, later entries winning. */
export interface EnvironmentParts {
  /** Hearth's own environment. */
  readonly inherited: Readonly<Record<string, string>>;
  /** The venv's real path, not the link's: it must not change under a service. */
  readonly venv: string | undefined;
  /** The workspace's link to it, whose `bin` is taken out of `PATH`. */
  readonly venvLink: string;
  /** Values of `.env`: what the user exported wins, as with python-dotenv. */
  readonly dotenv: Readonly<Record<string, string>>;
  /** Variables of the workspace, of the service, and the marker. */
  readonly variables: readonly Readonly<Record<string, string>>[];
}

/** Makes the environment of a service. */
export function serviceEnvironment(
  { inherited, venv, venvLink, dotenv, variables }: EnvironmentParts,
): Record<string, string> {
  const env = withoutLauncher(inherited);
  const path = (env.PATH ?? "").split(":").filter((dir) =>
    dir !== "" && dir !== `${venvLink}/bin` && dir !== `${venv}/bin`
  );
  if (venv !== undefined) {
    path.unshift(`${venv}/bin`);
    env.VIRTUAL_ENV = venv;
    delete env.PYTHONHOME;
  }
  return Object.assign(
    { ...dotenv },
    env,
    // A service writes into a file: without this its lines come late.
    { PATH: path.join(":"), PYTHONUNBUFFERED: "1" },
    ...variables,
  );
}

/** Variables by which launchers say where and how they were called. */
const LAUNCHERS = new Set([
  "NODE",
  "INIT_CWD",
  "HEARTH_ROOT",
  "HEARTH_KIT",
  "HEARTH_LAUNCHER",
]);

/**
 * The user's environment without what npx, npm and `deno task` put there, and
 * without the marks of a service from whose terminal Hearth may have been run.
 */
export function withoutLauncher(
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(variables).filter(([name]) =>
    !/^npm_/i.test(name) && !LAUNCHERS.has(name) &&
    name !== ADDRESS_VARIABLE && !isMarker(name)
  );
  const env = Object.fromEntries(kept);
  if (env.PATH !== undefined) {
    env.PATH = env.PATH.split(":").filter((dir) =>
      !/\/node_modules\/\.bin\/?$|\/node-gyp-bin\/?$/.test(dir)
    ).join(":");
  }
  return env;
}
