/**
 * The ways in which a shell can be entered.
 *
 * @module
 */
import type { Step } from "../scenario/scenario.ts";

/** A way to enter a shell, and what is done there. */
export interface EntryWay {
  /** Files to write over the revision's own, `local.nix` for instance. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files of the revision that are left out. */
  readonly without?: readonly string[];
  /** Whether the directory is a git repository. @default {false} */
  readonly git?: boolean;
  /** Whether `nvidia-smi` is there and answers. @default {false} */
  readonly nvidiaSmi?: boolean;
  /** Whether Nix may see the environment and the machine. @default {false} */
  readonly impure?: boolean;
  /** Whether `NIXPKGS_ALLOW_UNFREE` is set. @default {false} */
  readonly allowUnfree?: boolean;
  /** Whether the network can be reached. @default {true} */
  readonly network?: boolean;
  /** Which shell evaluates the hook. @default {"bash"} */
  readonly shell?: "bash" | "zsh";
  /** Command to run in the shell instead of working in it. */
  readonly command?: readonly string[] | undefined;
  /** Variables beside the sealed environment's own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
