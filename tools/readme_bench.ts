/**
 * Puts measured times into README.md: its table, and the sentences that name
 * times. Measure on a machine with nothing else to do:
 *
 *     deno task bench entry shell cli fresh start stop --json --svg docs/bench.svg >bench.json
 *     deno run -A --lock=tests/deno.lock tools/readme_bench.ts bench.json
 *
 * @module
 */
import { join } from "node:path";
import { AS_PIP_GIVES } from "../bench/rivals.ts";
import { table } from "../lib/actions/markdown.ts";
import {
  readReport,
  type Report,
  type VariantReport,
} from "../lib/bench/report/report.ts";
import { denoSystem } from "../lib/system/deno.ts";

const HEARTH = "hearth";

/** A variant by the beginning of its name, or by its kind. */
type Which = string | Pick<VariantReport, "kind">;

const FLOOR: Which = { kind: "floor" };

/** Medians of a report, in milliseconds. */
class Results {
  readonly #figures: Report["figures"];

  constructor({ figures }: Report) {
    this.#figures = figures;
  }

  /** Of a variant; the least of several. */
  median(suite: string, title: string, variant: Which): number {
    return Math.min(...this.#variants(suite, title, variant, "median"));
  }

  /** By how much Hearth is over the floor. */
  over(suite: string, title: string): number {
    return Math.min(...this.#variants(suite, title, HEARTH, "over"));
  }

  /** Of the same variant in every figure of a suite. */
  medians(suite: string, variant: string): number[] {
    return this.#figures.filter((figure) => figure.suite === suite)
      .flatMap(({ variants }) => variants)
      .filter(({ name }) => name === variant)
      .map(({ median }) => median);
  }

  #variants(
    suite: string,
    title: string,
    variant: Which,
    value: "median" | "over",
  ): number[] {
    const variants =
      this.#figures.find((figure) =>
        figure.suite === suite && figure.title.startsWith(title)
      )?.variants ?? [];
    const found = variants.filter(({ name, kind }) =>
      typeof variant === "string"
        ? name.startsWith(variant)
        : kind === variant.kind
    );
    if (found.length === 0) {
      const what = typeof variant === "string" ? variant : variant.kind;
      throw new Error(`Nothing is known of ${what} in ${suite}: ${title}`);
    }
    return found.map((one) => one[value]);
  }
}

/** The README with what a report found. */
export function withResults(readme: string, report: Report): string {
  const results = new Results(report);
  const start = results.median("start", "start", HEARTH);
  const usual = results.median("start", "start", AS_PIP_GIVES);
  const empty = results.medians("cli", "empty program").map(Math.round);
  const [least, most] = [Math.min(...empty), Math.max(...empty)];
  const range = least === most ? `${least}` : `${least} to ${most}`;
  const replacements: readonly (readonly [RegExp, string])[] = [
    [/(?<=app answer in )[\d.]+ m?s(?=\.)/, time(start, 1)],
    [/(?<=they take )[\d.]+ m?s(?=\.)/, time(usual, 1)],
    [/(?<=empty Deno program\s+takes )[\d to]+(?= ms)/, range],
    [/(?<=\n\n)\| what +\| Hearth +\|.*?(?=\n\n)/s, tableOf(results)],
  ];
  return replacements.reduce((text, [pattern, replacement]) => {
    if (!pattern.test(text)) throw new Error(`README.md lacks ${pattern}`);
    return text.replace(pattern, () => replacement);
  }, readme);
}

function tableOf(results: Results): string {
  const of = (...figure: Parameters<Results["median"]>): string =>
    time(results.median(...figure));
  const flake = ["shell", "enter the flake's environment"] as const;
  const start = ["start", "start"] as const;
  const stop = ["stop", "stop"] as const;
  const fresh = ["fresh", "fresh clone"] as const;
  const setup = ["cli", "setup with nothing to do"] as const;
  const help = ["cli", "--help"] as const;
  return table([
    ["what", "Hearth", "compared to"],
    [
      "entering: what the hook adds to bash",
      time(results.over("entry", "hook without a terminal")),
      `${
        of("entry", "hook beside flakes", { kind: "bash" })
      } for flakes that do it ` +
      "all in bash",
    ],
    [
      "`.hearth/enter true`, with the flake's environment",
      of(...flake, HEARTH),
      `${of(...flake, "bash alone")} for bash alone, ` +
      `${of(...flake, "nix develop")} for \`nix develop\``,
    ],
    [
      "start → JupyterLab and the app answer",
      of(...start, HEARTH),
      `${of(...start, FLOOR)} for the same programs by themselves`,
    ],
    [
      "the same, against `jupyter lab` and `python server.py` as pip gives them",
      of(...start, HEARTH),
      of(...start, AS_PIP_GIVES),
    ],
    [
      "stop → all gone, one kernel busy",
      of(...stop, HEARTH),
      `${of(...stop, FLOOR)} for SIGTERM to each group`,
    ],
    [
      "from a fresh clone to all answer, downloads cached",
      of(...fresh, HEARTH),
      `${of(...fresh, FLOOR)} for \`uv pip sync\` and starting by hand`,
    ],
    [
      "`setup` with nothing to do",
      of(...setup, HEARTH),
      `${of(...setup, FLOOR)} for an empty Deno program`,
    ],
    ["`--help`", of(...help, HEARTH), of(...help, FLOOR)],
    ["memory that Hearth keeps while services run", "none", ""],
  ]);
}

/** Milliseconds, or seconds from `seconds` of them on. */
function time(ms: number, seconds = 1000): string {
  if (ms >= seconds) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}

if (import.meta.main) {
  const [file = "bench.json"] = Deno.args;
  const readme = join(import.meta.dirname ?? ".", "..", "README.md");
  const report = await readReport(denoSystem(), file);
  const text = await Deno.readTextFile(readme);
  await Deno.writeTextFile(readme, withResults(text, report));
  const args = ["fmt", "--quiet", readme];
  await new Deno.Command(Deno.execPath(), { args }).output();
}
