/**
 * How services are started and what comes of it.
 *
 * @module
 */
import type { Claim, Mode } from "../claims/claim.ts";
import type { PortReservations } from "../ports/port_reservations.ts";
import type { WorkOptions } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";
import type { Service } from "../../workspace/workspace.ts";

/** The ports that starting takes. */
export type StartMachine = Pick<
  System,
  "fs" | "proc" | "net" | "env" | "clock"
>;

/** How services are started. */
export interface StartOptions extends WorkOptions {
  /** By service; background where absent. */
  readonly modes?: ReadonlyMap<string, Mode>;
  /** Ports by service that replace the preferred ones. */
  readonly ports?: ReadonlyMap<string, number>;
  /** Fail when a port is taken. @default {false} */
  readonly strictPorts?: boolean;
  /** Real path of the venv from which services start. */
  readonly venv?: string | undefined;
  /** Variables of `.env`. */
  readonly dotenv?: Readonly<Record<string, string>>;
  /** Variables of every service that yield to those of `workspace.ts`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Services that no one asked for, with one that depends on each. */
  readonly needed?: ReadonlyMap<string, string>;
  /** Called for each service that this call launched, as soon as it answers. */
  readonly onReady?: (service: Service, url: string | null) => void;
}

/** What goes with one start from its first launch to its last answer. */
export interface StartWork extends StartOptions {
  readonly reservations: PortReservations;
  /** Names of the services that this start has launched so far. */
  readonly fresh: Set<string>;
}

/** What became of a service. */
export interface Started {
  readonly name: string;
  /**
   * `already` ran before; `ended` is a failure; `silent` is one of a service
   * that another start had launched; `skipped` was not launched, because another
   * one failed.
   */
  readonly outcome:
    | "started"
    | "already"
    | "ended"
    | "silent"
    | "stopped"
    | "skipped";
  /** Absent for one that was skipped. */
  readonly claim: Claim | undefined;
  /** Why it failed. */
  readonly why: string | undefined;
  /** Where that is to be seen, if not in the service's own log. */
  readonly log?: string | undefined;
}
