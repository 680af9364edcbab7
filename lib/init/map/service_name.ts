/**
 * What services may be called.
 *
 * @module
 */

/** Service names are lower-case letters, digits and dashes. */
export function serviceName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "") || "service";
}
