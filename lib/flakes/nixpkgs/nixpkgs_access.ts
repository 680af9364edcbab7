/**
 * Where Nix takes packages from while flakes are tested.
 *
 * @module
 */
import type { GivenNixpkgs } from "../evaluate/one_pass/given_batch.ts";
import type { StandIn } from "../evaluate/one_pass/batch_tree.ts";
import type { NixpkgsDay } from "./nixpkgs_day.ts";
import type { SourceClosure } from "../source/source_closure.ts";

/** Arguments for one flake, or the input that is not available. */
export type InputArguments =
  | { readonly args: readonly string[] }
  | { readonly missing: string };

/** A choice of `--nixpkgs`, made ready. */
export interface NixpkgsAccess {
  /** `host`, `locked` or a flake reference. */
  readonly name: string;
  /** Changes when what it holds does. */
  readonly identity: string;
  /** Whether the flake's own `flake.lock` decides. */
  readonly usesLock: boolean;
  /** The whole environment of Nix. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Arguments for a flake, with package names to be taken for granted, if it
   * can do that.
   */
  argsFor(
    reads: SourceClosure,
    assumed: readonly string[],
  ): Promise<InputArguments>;
  /** The same as it was on some day, for a flake. */
  at?(reads: Pick<SourceClosure, "names">, when: NixpkgsDay): NixpkgsAccess;
  /** One nixpkgs for all flakes, over which they share a process. */
  readonly given?: GivenNixpkgs;
  /** Packages of this machine, over which many flakes share a process. */
  readonly standIn?: StandIn;
}
