/**
 * What is decided before a launch.
 *
 * @module
 */
import type { Mode } from "../claims/claim.ts";
import type { Service } from "../../workspace/workspace.ts";

/** What is decided before a launch. */
export interface LaunchPlan {
  readonly service: Service;
  readonly mode: Mode;
  /** Ports by service, this one's and those of the others. */
  readonly ports: ReadonlyMap<string, number>;
  /** Real path of the venv that the service keeps until it ends. */
  readonly venv: string | undefined;
  /** Variables of `.env`. */
  readonly dotenv: Readonly<Record<string, string>>;
  /** Variables that yield to those of `workspace.ts`; ports as in these. */
  readonly variables: Readonly<Record<string, string>>;
}
