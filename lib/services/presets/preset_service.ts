/**
 * What all presets have in common.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";

/**
 * What every preset lets a workspace choose: all fields of a service except the
 * command and what belongs to it.
 */
export interface PresetOptions
  extends Omit<ServiceInput, "command" | "address" | "compileAhead"> {
  /** Further arguments. They come last and override Hearth's. @default {[]} */
  readonly args?: readonly string[];
}

/**
 * Seconds until start gives up waiting. After an installation Python compiles
 * a framework while it is imported, which takes long on a busy machine.
 */
const TIMEOUT = 120;

/** What a preset itself says about its service. */
export type PresetDefaults = Omit<ServiceInput, "command">;

/**
 * Makes a service of a preset's command and defaults and the workspace's
 * options, which override the defaults. A `ready` of the workspace that only
 * has a timeout keeps the preset's health check.
 */
export function presetService(
  command: readonly string[],
  defaults: PresetDefaults,
  { args = [], env = {}, ready = {}, ...fields }: PresetOptions,
): ServiceInput {
  const { timeout = defaults.ready?.timeout ?? TIMEOUT, ...check } = given(
    ready,
  );
  const chosen = Object.keys(check).length > 0 ? check : defaults.ready;
  return {
    ...defaults,
    ...given(fields),
    command: [...command, ...args],
    env: { ...defaults.env, ...env },
    ready: { ...chosen, timeout },
  };
}

/** The fields that have a value. */
function given<T extends object>(fields: T): Partial<T> {
  const entries = Object.entries(fields)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
