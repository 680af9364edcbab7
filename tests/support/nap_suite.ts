/**
 * A suite of benchmarks that only waits.
 *
 * @module
 */

/** Takes as long as `work.txt` of the measured checkout says. */
export const NAPS: string = `const nap = (ms: number) => ({
  run: () => new Promise<number>((resolve) => {
    const begun = performance.now();
    setTimeout(() => resolve(performance.now() - begun), ms);
  }),
});
export default {
  brief: "naps",
  rounds: 4,
  open({ subjects, compared, note }) {
    note("siesta is left out: it is not on PATH");
    const own = subjects.map(({ name, root }) => ({
      name,
      kind: "hearth",
      ...nap(Number(Deno.readTextFileSync(root + "/work.txt"))),
    }));
    const floor = { name: "blink", kind: "floor", ...nap(20) };
    return Promise.resolve([{
      title: "nap <short>",
      floor: compared ? "blink" : own[0].name,
      budgets: compared ? [{ of: "blink", ratio: 100 }] : [],
      variants: compared ? [floor, ...own] : own,
    }]);
  },
};
`;

/** A workspace with that suite, which takes 40 ms. */
export const FILES: Readonly<Record<string, string>> = {
  "bench/suites/naps.ts": NAPS,
  "work.txt": "40",
};
