/**
 * Turns a Vega-Lite specification on standard input into SVG on standard
 * output. A program with imports and a lock of its own, because all that the
 * main lock names is fetched by everybody, charts or not.
 *
 * @module
 */
import { None, parse, View } from "vega";
import { compile } from "vega-lite";

const spec = JSON.parse(await new Response(Deno.stdin.readable).text());
const view = new View(parse(compile(spec).spec), {
  renderer: "none",
  logLevel: None,
});
try {
  const svg = new Blob([await view.toSVG()]);
  await svg.stream().pipeTo(Deno.stdout.writable);
} finally {
  view.finalize();
}
