/**
 * Asking which of several it is.
 *
 * @module
 */

/** One answer to a question. */
export interface ChoiceOption {
  readonly label: string;
  /** Shown beside the label. */
  readonly hint?: string;
}

/**
 * Asks on a terminal, or takes the first option and notes it.
 *
 * @returns the index of the chosen option
 */
export type Choose = (
  question: string,
  options: readonly ChoiceOption[],
) => Promise<number>;

/** Takes the first option each time, and adds to `guesses` what it took. */
export function firstChoice(guesses: string[]): Choose {
  return (question, options) => {
    const [first, ...others] = options;
    const rest = others.slice(0, 4).map(({ label }) => label).join(", ");
    const more = others.length > 4 ? `, and ${others.length - 4} more` : "";
    guesses.push(
      `${
        question.replace(/\?$/, "")
      }: took ${first?.label}, not ${rest}${more}`,
    );
    return Promise.resolve(0);
  };
}
