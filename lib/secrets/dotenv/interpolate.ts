/**
 * `${NAME}` and `${NAME:-default}` in the values of `.env`, which
 * python-dotenv fills in whatever the quotes.
 *
 * @module
 */

const REFERENCE = /\$\{([^}:]*)(?::-([^}]*))?\}/g;
/** A reference to the name that no variable can have: gives its default. */
const DOLLAR = "${:-$}";

/** Replaces references; a variable that is not there is empty. */
export function interpolate(
  text: string,
  lookUp: (name: string) => string | undefined,
): string {
  return text.replace(
    REFERENCE,
    (_reference, name: string, fallback = "") => lookUp(name) ?? fallback,
  );
}

/** Writes a value so that {@linkcode interpolate} gives it back. */
export function withoutReferences(value: string): string {
  return value.search(REFERENCE) < 0
    ? value
    : value.replaceAll("${", `${DOLLAR}{`);
}
