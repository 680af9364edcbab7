/** Says so when the model takes its time. */

/** Seconds without a word until that is worth one. */
const PATIENCE = 3;

/** Watches an answer; `heard` is told of each event, `end` of the last. */
export function watchWaiting(model) {
  let since = performance.now();
  let begun = false;
  let line;
  const look = () => {
    const seconds = Math.floor((performance.now() - since) / 1000);
    if (line === undefined || seconds < PATIENCE) return;
    line.hidden = false;
    line.textContent = begun
      ? `No output for ${seconds} seconds. Escape stops`
      : `Waiting for ${model}, ${seconds} seconds. A large model takes a while to load`;
  };
  const timer = setInterval(look, 1000);
  return {
    heard(shown, { open, thinking }) {
      since = performance.now();
      line = shown.querySelector(".waiting") ?? undefined;
      begun ||= open !== undefined || thinking === true;
      if (line !== undefined && open !== undefined) line.hidden = true;
    },
    end: () => clearInterval(timer),
  };
}
