/**
 * Looking for secrets in bytes that come in pieces.
 *
 * @module
 */
import type { SecretState } from "./secret_state.ts";

/** Characters; anything shorter stands everywhere by chance. */
const SHORTEST = 6;

/** Names of variables that hold secrets although nobody declared them. */
const TELLING = /KEY|TOKEN|SECRET|PASS|CREDENTIAL|PRIVATE/i;

/** What to look for: a secret's value in each of its spellings. */
export interface Wanted {
  readonly name: string;
  readonly value: string;
  /** With one character for each of their bytes. */
  readonly spellings: readonly string[];
}

const decoder = new TextDecoder("latin1");
const encoder = new TextEncoder();

/** One character for each byte, so that any bytes can be searched as text. */
function asText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Picks the values that should stand nowhere else. */
export function wantedSecrets(states: readonly SecretState[]): Wanted[] {
  return states.flatMap(({ name, declared, value }) => {
    const isSecret = declared !== undefined || TELLING.test(name);
    if (!isSecret || value === undefined || value.length < SHORTEST) return [];
    // Notebooks and other JSON files spell some characters with escapes.
    const spellings = new Set([value, JSON.stringify(value).slice(1, -1)]);
    return [{
      name,
      value,
      spellings: [...spellings].map((text) => asText(encoder.encode(text))),
    }];
  });
}

/** Searches one file or object, given in pieces. */
export class Search {
  readonly #wanted: readonly Wanted[];
  readonly #overlap: number;
  #tail = "";
  /** Names of the secrets that were found so far. */
  readonly found = new Set<string>();

  constructor(wanted: readonly Wanted[]) {
    this.#wanted = wanted;
    const lengths = wanted.flatMap(({ spellings }) =>
      spellings.map(({ length }) => length)
    );
    this.#overlap = Math.max(1, ...lengths) - 1;
  }

  feed(bytes: Uint8Array): void {
    const text = this.#tail + asText(bytes);
    for (const { name, spellings } of this.#wanted) {
      if (this.found.has(name)) continue;
      if (spellings.some((spelling) => text.includes(spelling))) {
        this.found.add(name);
      }
    }
    this.#tail = this.#overlap === 0 ? "" : text.slice(-this.#overlap);
  }
}
