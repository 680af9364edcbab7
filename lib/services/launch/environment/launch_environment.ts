/**
 * The environment of a service that is about to be launched.
 *
 * @module
 */
import {
  ADDRESS_VARIABLE,
  prepareAddressFile,
} from "../../open/address_file.ts";
import type { LaunchPlan } from "../launch_plan.ts";
import { type Marker, markerVariables } from "../../processes/marker.ts";
import type { WorkspaceContext } from "../../../workspace/workspace_context.ts";
import { placeholders } from "./placeholders.ts";
import { serviceEnvironment } from "./service_environment.ts";
import { serviceFiles } from "./service_files.ts";

/** The environment, and what fills in the placeholders of commands. */
export interface LaunchEnvironment {
  readonly env: Record<string, string>;
  readonly fill: (text: string) => string;
}

/** Makes it, with the directories and passwords that it names. */
export async function launchEnvironment(
  context: WorkspaceContext<"fs" | "env">,
  { service, ports, venv, dotenv, variables, marker }: LaunchPlan & {
    readonly marker: Marker;
  },
): Promise<LaunchEnvironment> {
  const { paths, workspace } = context;
  const { name, address } = service;
  const fill = await placeholders(context, {
    service: name,
    ports,
    texts: [
      ...service.command,
      ...service.before.flat(),
      ...service.ready.command ?? [],
      ...Object.values(service.env),
    ],
  });
  const files = await serviceFiles(context, service);
  const env = serviceEnvironment({
    inherited: context.system.env.all(),
    venv,
    venvLink: paths.venv,
    dotenv: { ...dotenv, ...files },
    variables: [
      mapValues(variables, fill),
      workspace.env,
      mapValues(service.env, fill),
      address === "jupyter"
        ? { JUPYTER_RUNTIME_DIR: paths.jupyterRuntime }
        : {},
      address === "file"
        ? { [ADDRESS_VARIABLE]: await prepareAddressFile(context, name) }
        : {},
      { HEARTH_WORKSPACE_NAME: workspace.name, ...markerVariables(marker) },
    ],
  });
  return { env, fill };
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value)]),
  );
}
