/**
 * What is new between two versions.
 *
 * @module
 */
import { compareVersions } from "../core/text/compare_versions.ts";

/** The heading of a version in the changelog. */
const HEADING = /^## \[?v?(\d+\.\d+\.\d+[^\s\]]*)/;

/**
 * The sections of a changelog after one version up to another, newest first as
 * they stand there; empty when there are none.
 */
export function changesBetween(
  changelog: string,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  const sections = changelog.split(/^(?=## )/m);
  return sections.filter((section) => {
    const version = HEADING.exec(section)?.[1];
    return version !== undefined && compareVersions(version, from) > 0 &&
      compareVersions(version, to) <= 0;
  }).join("").trim();
}
