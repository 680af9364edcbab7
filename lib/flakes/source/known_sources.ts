/**
 * What was made of a source, for others that a flake cannot tell from it.
 *
 * @module
 */
import type { Source, SourceEntry } from "./source.ts";

/** What to look for next, by what was found so far. */
interface Step<T> {
  path?: string;
  readonly next: Map<string, Step<T>>;
  made?: { readonly value: T };
  /** Ends when it is known what comes next. */
  making?: Promise<unknown> | undefined;
}

/**
 * Remembers which paths were looked for to make a value, and what was there. A
 * source of the same repository in which all of that is the same has the same
 * value, and a commit rarely changes what its flake reads.
 */
export class KnownSources<T> {
  readonly #start: Step<T> = { next: new Map() };

  /**
   * Looks for what was made of such a source, without making it: `made` if it
   * is there, `making` if it may be there once that ends.
   */
  async look(source: Source): Promise<Pick<Step<T>, "made" | "making">> {
    return await this.#stepOf(source);
  }

  /**
   * Returns what was made of such a source before, or makes it now.
   *
   * @param make looks for paths in an order that only what it found decides
   */
  async valueOf(
    source: Source,
    make: (source: Source) => Promise<T>,
  ): Promise<T> {
    let step = await this.#stepOf(source);
    while (step.made === undefined) {
      if (step.making === undefined) {
        const making = this.#make(source, make);
        const at = step;
        at.making = making.catch(() => {}).then(() => at.making = undefined);
        return await making;
      }
      await step.making;
      step = await this.#stepOf(source, step);
    }
    return step.made.value;
  }

  /** Goes as far as is known what to look for. */
  async #stepOf(source: Source, from = this.#start): Promise<Step<T>> {
    let step = from;
    while (step.path !== undefined) {
      const name = nameOf(await source.find(step.path));
      step = nextOf(step, name);
    }
    return step;
  }

  async #make(
    source: Source,
    make: (source: Source) => Promise<T>,
  ): Promise<T> {
    const found: { readonly path: string; readonly name: string }[] = [];
    const value = await make({
      ...source,
      async find(path) {
        const entry = await source.find(path);
        found.push({ path, name: nameOf(entry) });
        return entry;
      },
    });
    this.#keep(found, value);
    return value;
  }

  #keep(
    found: readonly { readonly path: string; readonly name: string }[],
    value: T,
  ): void {
    let step = this.#start;
    for (const { path, name } of found) {
      if (step.made !== undefined || (step.path ?? path) !== path) return;
      step.path = path;
      step = nextOf(step, name);
    }
    if (step.path === undefined) step.made = { value };
  }
}

function nextOf<T>({ next }: Step<T>, name: string): Step<T> {
  let step = next.get(name);
  if (step === undefined) next.set(name, step = { next: new Map() });
  return step;
}

/** Equal where a flake finds the same. */
function nameOf(entry: SourceEntry | undefined): string {
  return entry === undefined
    ? ""
    : [entry.kind, entry.id, entry.executable, entry.path].join(" ");
}
