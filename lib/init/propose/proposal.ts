/**
 * What init would put into `workspace.ts`, before it is text.
 *
 * @module
 */
import type { Unmapped } from "../hints/hint.ts";

/** A value as TypeScript writes it. */
export type Literal =
  | string
  | number
  | boolean
  | readonly Literal[]
  | { readonly [key: string]: Literal };

/** A service: a preset with options, or an object of its own. */
export interface ProposedService {
  readonly name: string;
  /** Name of the function that `"hearth"` exports; a plain object without. */
  readonly preset?: string;
  readonly options: { readonly [key: string]: Literal };
  /** Whether `start` starts a preset's service by name only. */
  readonly isOptional?: boolean;
}

/** A secret that the workspace declares. */
export interface ProposedSecret {
  readonly name: string;
  readonly prompt: string;
  readonly isOptional: boolean;
}

/** Everything that init decided. */
export interface Proposal {
  readonly name: string;
  /** Empty where the project's own files say it all. */
  readonly python: { readonly [key: string]: Literal };
  readonly services: readonly ProposedService[];
  readonly secrets: readonly ProposedSecret[];
  readonly models: readonly string[];
  readonly usesOllama: boolean;
  /** Lines of a `requirements.txt`, where the repository lists no packages. */
  readonly requirements: readonly string[];
  /** What was found, each a line for people. */
  readonly found: readonly string[];
  /** What was chosen among several. */
  readonly guesses: readonly string[];
  readonly unmapped: readonly Unmapped[];
}
