/**
 * Text within HTML and XML.
 *
 * @module
 */

/** Escapes text for elements and for attributes in double quotes. */
export function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
