/**
 * Looking for secrets in bytes that come in pieces.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { joinBytes } from "../../system/join_bytes.ts";
import { longRuns } from "./long_runs.ts";
import type { SecretState } from "../store/secret_state.ts";
import { spellingsOf } from "./spellings.ts";

/** Characters; anything shorter occurs everywhere by chance. */
const SHORTEST = 6;

/** Characters of Base64 in a row that are more than a word. */
const SHORTEST_RUN = 16;

/** Names of variables that hold secrets although no one declared them. */
const TELLING = /KEY|TOKEN|SECRET|PASS|CREDENTIAL|PRIVATE/i;

/** What to look for: a secret's value in each of its spellings. */
export interface Wanted {
  readonly name: string;
  /** All spellings. */
  readonly texts: readonly string[];
  /** What the first ones have in common. */
  readonly anchor: string;
  /** Spellings with one character for each of their bytes. */
  readonly readable: readonly string[];
  /** Base64 that is too short for {@linkcode longRuns}. */
  readonly short: readonly string[];
  readonly long: readonly string[];
}

const encoder = new TextEncoder();

/** One character for each byte, so that any bytes can be searched as text. */
function asText({ buffer, byteOffset, byteLength }: Uint8Array): string {
  // A decoder takes the bytes from 128 to 159 for others, and its time.
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

/** Picks the values that should be nowhere else. */
export function wantedSecrets(states: readonly SecretState[]): Wanted[] {
  return states.flatMap(({ name, declared, value }) => {
    const isSecret = declared !== undefined || TELLING.test(name);
    if (!isSecret || value === undefined || value.length < SHORTEST) return [];
    const { anchor, readable, base64 } = spellingsOf(value);
    return [{
      name,
      anchor,
      texts: [...readable, ...base64],
      readable: readable.map((text) => asText(encoder.encode(text))),
      short: base64.filter(({ length }) => length < SHORTEST_RUN),
      long: base64.filter(({ length }) => length >= SHORTEST_RUN),
    }];
  });
}

/** Searches one file or object, given in pieces. */
export class Search {
  readonly #wanted: readonly Wanted[];
  readonly #overlap: number;
  /** Characters of the shortest run of Base64 that can hold a secret. */
  readonly #run: number;
  #tail = new Uint8Array();
  /** Names of the secrets that were found so far. */
  readonly found = new Set<string>();

  constructor(wanted: readonly Wanted[]) {
    this.#wanted = wanted;
    const lengths = wanted.flatMap(({ readable, short, long }) =>
      [...readable, ...short, ...long].map(({ length }) => length)
    );
    this.#overlap = Math.max(1, ...lengths) - 1;
    this.#run = Math.min(
      ...wanted.flatMap(({ long }) => long.map(({ length }) => length)),
    );
  }

  feed(piece: Uint8Array): void {
    const bytes = joinBytes([this.#tail, piece]);
    const text = asText(bytes);
    const runs = Number.isFinite(this.#run)
      ? asText(longRuns(bytes, this.#run))
      : "";
    for (const { name, anchor, readable, short, long } of this.#wanted) {
      if (this.found.has(name)) continue;
      // One look for what all have in common is what usually suffices.
      const isThere = text.includes(anchor) && holdsAny(text, readable) ||
        holdsAny(text, short) || holdsAny(runs, long);
      if (isThere) this.found.add(name);
    }
    this.#tail = bytes.slice(Math.max(0, bytes.length - this.#overlap));
  }
}

function holdsAny(text: string, spellings: readonly string[]): boolean {
  return spellings.some((spelling) => text.includes(spelling));
}
