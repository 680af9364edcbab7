/** The chat page: sends questions, shows answers as they come. */
import { lines, post } from "./chat_lines.js";
import { Painter } from "./chat_painter.js";
import { pullModel } from "./chat_pull.js";
import { watchWaiting } from "./chat_waiting.js";

const find = (id) => document.getElementById(id);
const composer = find("composer");
const question = find("question");
const log = find("log");

/** What ends the answer that is being written; absent between answers. */
let ending;

/** Has the page speak to people who hear it. */
function say(text) {
  find("said").textContent = text;
}

function showAnswering(answering) {
  find("send").hidden = answering;
  find("stop").hidden = !answering;
}

function scrollToEnd() {
  log.scrollTop = log.scrollHeight;
}

function fitQuestion() {
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight + 2}px`;
}

/** Puts a line under the talk that is not part of it. */
function complain(text) {
  const line = document.createElement("p");
  line.className = "ending failed";
  line.setAttribute("role", "alert");
  line.textContent = text;
  log.append(line);
  scrollToEnd();
}

/** Removes old complaints, and a message with all that follows it. */
function forgetFrom(message) {
  while (message?.nextElementSibling) message.nextElementSibling.remove();
  message?.remove();
  for (const line of log.querySelectorAll(":scope > .ending")) line.remove();
}

/** Shows that a question was taken, and gives where its answer goes. */
function begin({ conversation, title, history: kept, messages }, again) {
  composer.dataset.conversation = conversation;
  find("greeting")?.remove();
  find("title").textContent = title;
  find("kept").outerHTML = kept;
  history.replaceState(null, "", `/chat/${conversation}`);
  forgetFrom(again ? [...log.querySelectorAll(".user")].at(-1) : undefined);
  log.insertAdjacentHTML("beforeend", messages);
  scrollToEnd();
  return log.lastElementChild;
}

/** Asks, and shows the answer until it ends, however it does. */
async function ask(text, again = false) {
  const model = find("model").value;
  if (ending || model === "") return;
  find("asked").value = model;
  const connection = new AbortController();
  ending = () => {
    const { conversation } = composer.dataset;
    // The server keeps what was said and closes; if it cannot, we do.
    post(`/chat/${conversation}/stop`).catch(() => connection.abort());
  };
  showAnswering(true);
  const waiting = watchWaiting(model.replace(/:latest$/, ""));
  const { conversation } = composer.dataset;
  const asked = again ? { again } : { text };
  let shown;
  let painter;
  let finished = false;
  try {
    const answer = await post(
      "/chat/send",
      { ...asked, model, conversation },
      connection.signal,
    );
    for await (const event of lines(answer)) {
      if (event.problem !== undefined) throw new Error(event.problem);
      if (event.messages !== undefined) {
        shown = begin(event, again);
        painter = new Painter(log, shown.querySelector(".text"));
        say("Answering");
      } else if (event.message !== undefined) {
        await painter.finish();
        shown.outerHTML = event.message;
        finished = true;
        painter.follow();
        say("The answer is complete");
        // Ollama or the model may be gone: the page looks what there is.
        if (event.failed) document.body.dispatchEvent(new Event("models"));
      } else {
        painter.add(event);
      }
      waiting.heard(shown, event);
    }
    if (!finished) {
      throw new Error("The app stopped before the answer was complete.");
    }
  } catch (error) {
    shown?.querySelector(".waiting")?.remove();
    shown?.removeAttribute("aria-busy");
    if (shown === undefined && !again) {
      question.value ||= text;
      fitQuestion();
    }
    complain(error.message);
  } finally {
    waiting.end();
    ending = undefined;
    showAnswering(false);
  }
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  if (ending || find("model").disabled || !question.value.trim()) return;
  const text = question.value;
  question.value = "";
  fitQuestion();
  question.focus();
  ask(text);
});

question.addEventListener("input", fitQuestion);

question.addEventListener("keydown", (event) => {
  // While letters are being composed, Enter takes them over.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") ending?.();
});

document.addEventListener("click", ({ target }) => {
  if (target.id === "stop") ending?.();
  if (target.matches(".again")) ask("", true);
  if (target.matches(".starter")) {
    question.value = target.textContent;
    fitQuestion();
    question.focus();
  }
});

// The list is made anew when models come and go; the choice stays.
document.addEventListener("change", ({ target }) => {
  if (target.id === "model") find("asked").value = target.value;
});

document.addEventListener("submit", (event) => {
  if (event.target.matches(".pull")) {
    event.preventDefault();
    pullModel(event.target, say);
  }
  if (event.target.matches(".delete")) {
    const name = event.submitter.getAttribute("aria-label");
    if (!confirm(`${name}?`)) event.preventDefault();
  }
});

scrollToEnd();
