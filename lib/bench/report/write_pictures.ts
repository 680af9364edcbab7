/**
 * The files that show a result in a browser.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import type { Report } from "./report.ts";

/** Writes the chart and the page where they are wanted. */
export async function writePictures(
  context: Context,
  result: Report,
  { svg, html }: {
    readonly svg: string | undefined;
    readonly html: string | undefined;
  },
): Promise<void> {
  const { system } = context;
  if (svg === undefined && html === undefined) return;
  const { chart } = await import("./chart.ts");
  const { page } = await import("./page.ts");
  const drawn = await chart(context, result);
  if (svg !== undefined) await system.fs.writeText(svg, drawn);
  if (html !== undefined) await system.fs.writeText(html, page(result, drawn));
}
