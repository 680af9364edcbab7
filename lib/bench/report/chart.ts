/**
 * Results as a picture: bars for medians, whiskers for the middle half of the
 * rounds.
 *
 * @module
 */
import { quantile } from "simple-statistics";
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";
import type { FigureReport, Report } from "./report.ts";
import type { VariantKind } from "../sampling/suite.ts";
import { milliseconds } from "./table.ts";

const COLORS: Readonly<Record<VariantKind, string>> = {
  hearth: "#d9480f",
  floor: "#868e96",
  bash: "#b08968",
  rival: "#4c83b0",
};

/** Pixels. */
const WIDTH = 460;
const BAR = 26;

/**
 * Draws all figures, one below the other, as SVG.
 *
 * @throws {Error} when the program that draws cannot be fetched or run
 */
export async function chart(
  { system: { env, proc }, paths: { kit } }: Context<"env" | "proc", "kit">,
  { figures }: Report,
): Promise<string> {
  const drawing = join(kit, "bench", "drawing");
  const { code, stdout, stderr } = await proc.run([
    env.deno,
    "run",
    "--quiet",
    "-A",
    "--no-prompt",
    "--config",
    join(drawing, "deno.json"),
    join(drawing, "draw.ts"),
  ], { stdin: JSON.stringify(specification(figures)) });
  if (code !== 0) throw new Error(`Cannot draw the chart: ${stderr}`);
  return stdout;
}

/** The picture in Vega-Lite's words. */
function specification(figures: readonly FigureReport[]): unknown {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    // Seen on dark pages too.
    background: "white",
    padding: 12,
    vconcat: figures.map(plot),
    resolve: { scale: { x: "independent", y: "independent" } },
    config: {
      view: { stroke: null },
      axis: { grid: false, labelFontSize: 12, labelLimit: 260, title: null },
      title: { anchor: "start", fontSize: 13, frame: "group" },
    },
  };
}

function plot({ suite, title, variants }: FigureReport): unknown {
  const values = variants.map(({ name, kind, times, median }) => {
    const high = quantile([...times], 0.75);
    const text = milliseconds(median);
    return { name, kind, median, low: quantile([...times], 0.25), high, text };
  });
  const kinds = Object.keys(COLORS);
  return {
    title: `${suite}: ${title}`,
    width: WIDTH,
    height: { step: BAR },
    data: { values },
    encoding: {
      y: {
        field: "name",
        type: "nominal",
        sort: null,
        axis: { domain: false, ticks: false },
      },
    },
    layer: [
      {
        mark: { type: "bar", height: { band: 0.7 } },
        encoding: {
          x: {
            field: "median",
            title: null,
            type: "quantitative",
            axis: { labels: false, ticks: false, domain: false },
          },
          color: {
            field: "kind",
            type: "nominal",
            legend: null,
            scale: { domain: kinds, range: Object.values(COLORS) },
          },
        },
      },
      {
        mark: { type: "errorbar", ticks: { size: 8 }, color: "#212529" },
        encoding: {
          x: { field: "low", type: "quantitative", title: null },
          x2: { field: "high" },
        },
      },
      {
        mark: { type: "text", align: "left", dx: 6, fontSize: 12 },
        encoding: {
          x: { field: "high", type: "quantitative", title: null },
          text: { field: "text" },
        },
      },
    ],
  };
}
