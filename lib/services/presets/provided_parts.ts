/**
 * A database's address as variables.
 *
 * @module
 */

/** The parts that have a variable, by the name of that variable. */
export function providedParts<Part extends string>(
  variables: { readonly [part in Part]?: string | undefined },
  parts: Readonly<Record<Part, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries<string>(parts).flatMap(([part, text]) => {
      const name = variables[part as Part];
      return name === undefined ? [] : [[name, text]];
    }),
  );
}

/** The address under each of its names. */
export function providedAs(
  names: string | readonly string[],
  address: string,
): Record<string, string> {
  return Object.fromEntries([names].flat().map((name) => [name, address]));
}
