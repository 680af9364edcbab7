/**
 * What can be known of the Ollama server at a glance.
 *
 * @module
 */
import { compareVersions } from "../../core/text/compare_versions.ts";

/** A model that the server has. */
export interface OllamaModel {
  /** With its tag: `llama3.1:latest`. */
  readonly name: string;
  /** Bytes on disk. */
  readonly size: number;
  readonly family: string;
  /** As the server writes it: `8.0B`. */
  readonly parameters: string;
  /** As the server writes it: `Q4_K_M`. */
  readonly quantization: string;
  /** ISO 8601. */
  readonly modified: string;
  /** Host that it really runs on; `null` when it runs here. */
  readonly remoteHost: string | null;
}

/** The model that would answer. */
export interface ChosenModel {
  readonly name: string;
  /** Whether the user, or `workspace.ts`, asked for it. */
  readonly configured: boolean;
  readonly loaded: boolean;
  /** Share of it that a GPU holds, from 0 to 1; `null` when it is not loaded. */
  readonly gpuShare: number | null;
}

/** The server, as found. */
export type OllamaState =
  | {
    readonly kind: "up";
    readonly url: string;
    readonly version: string;
    readonly models: readonly OllamaModel[];
    /** `null` when no model is there that can chat. */
    readonly chosen: ChosenModel | null;
    /** Model that was asked for first and is not there. */
    readonly wanted: string | null;
  }
  /** Nothing listens there. */
  | { readonly kind: "down"; readonly url: string; readonly why: string }
  /** It did not answer within `deadline` milliseconds. */
  | {
    readonly kind: "silent";
    readonly url: string;
    readonly deadline: number;
  }
  /** Something else answers there. */
  | { readonly kind: "stranger"; readonly url: string }
  /** Older than {@linkcode OLDEST}. */
  | {
    readonly kind: "outdated";
    readonly url: string;
    readonly version: string;
  }
  /** `OLLAMA_HOST` is no address: this is what it says. */
  | { readonly kind: "misconfigured"; readonly value: string };

/**
 * The oldest server that serves: the first that says which models can chat
 * (`capabilities` in its answer to `/api/show`).
 */
export const OLDEST = "0.6.4";

/**
 * Whether a server's version serves; a build without a number, `0.0.0`, and
 * one that is written in an unknown way do.
 */
export function isNewEnough(version: string): boolean {
  const release = /^v?(\d+\.\d+\.\d+)/.exec(version)?.[1] ?? "0.0.0";
  return compareVersions(release, "0.0.0") === 0 ||
    compareVersions(release, OLDEST) >= 0;
}
