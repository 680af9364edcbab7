/**
 * TensorBoard as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";

/** What may differ between workspaces that run TensorBoard. */
export interface TensorboardOptions extends PresetOptions {
  /** Directory with the event files. @default {"logs"} */
  readonly logdir?: string;
}

/** Declares TensorBoard: loopback only, on the port from Hearth. */
export function tensorboard(
  { logdir = "logs", ...options }: TensorboardOptions = {},
): ServiceInput {
  return presetService(
    [
      "python",
      "-m",
      "tensorboard.main",
      `--logdir=${logdir}`,
      "--host=127.0.0.1",
      "--port={port}",
    ],
    { port: 6006, ready: { path: "/data/environment" }, open: "/" },
    options,
  );
}
