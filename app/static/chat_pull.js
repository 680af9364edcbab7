/** Gets a model and shows how far it is. */
import { lines, post } from "./chat_lines.js";

const UNITS = ["B", "kB", "MB", "GB", "TB"];

function size(bytes) {
  const unit = Math.min(
    Math.floor(Math.log10(Math.max(bytes, 1)) / 3),
    UNITS.length - 1,
  );
  const digits = unit < 2 ? 0 : 1;
  return `${(bytes / 1000 ** unit).toFixed(digits)} ${UNITS[unit]}`;
}

function duration(seconds) {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How far it is, how fast, and how long it will take. */
function progressText({ status, total, completed }, first, now) {
  if (total === 0 || completed === total) return `${status} …`;
  const share = Math.floor((completed / total) * 100);
  const text = `${share} % of ${size(total)}`;
  const speed = (completed - first.completed) / ((now - first.at) / 1000);
  if (!(speed > 0) || now - first.at < 500) return text;
  const left = duration((total - completed) / speed);
  return `${text} · ${size(speed)}/s · ${left} left`;
}

/** Has the app get the model that a form names; `say` tells how it ends. */
export async function pullModel(form, say) {
  const { model } = Object.fromEntries(new FormData(form));
  const bar = form.querySelector("progress");
  const text = form.querySelector(".pulled");
  const cancel = form.querySelector(".cancel");
  const connection = new AbortController();
  cancel.onclick = () => connection.abort();
  const show = (busy) => {
    for (const part of form.querySelectorAll("input, button:not(.cancel)")) {
      part.disabled = busy;
    }
    bar.hidden = cancel.hidden = !busy;
    text.hidden = false;
  };
  show(true);
  bar.removeAttribute("value");
  text.textContent = "Asking Ollama …";
  try {
    const answer = await post("/chat/pull", { model }, connection.signal);
    let first;
    for await (const event of lines(answer)) {
      if (event.problem !== undefined) throw new Error(event.problem);
      if (event.done) {
        text.textContent = `${model} is here.`;
        say(text.textContent);
        document.body.dispatchEvent(new Event("models"));
        return;
      }
      const now = performance.now();
      if (event.total > 0) {
        first ??= { at: now, completed: event.completed };
        bar.value = event.completed / event.total;
      }
      text.textContent = progressText(event, first, now);
    }
    throw new Error("The app stopped before the download was complete.");
  } catch (error) {
    text.textContent = connection.signal.aborted
      ? "Stopped. The next download resumes from here."
      : error.message;
    say(text.textContent);
  } finally {
    show(false);
  }
}
