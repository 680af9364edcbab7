/**
 * The machine and the workspace's paths, which travel together.
 *
 * @module
 */
import type { Paths } from "./files/paths.ts";
import type { System } from "../system/mod.ts";

/**
 * What most functions take first. `Ports` and `Places` name what a function
 * can touch: `Context<"fs" | "proc">` has two ports of the system and all
 * paths, `Context<"fs", "root">` has one of each.
 */
export interface Context<
  Ports extends keyof System = keyof System,
  Places extends keyof Paths = keyof Paths,
> {
  readonly system: Pick<System, Ports>;
  readonly paths: Pick<Paths, Places>;
}
