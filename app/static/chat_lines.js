/** Talking to the app. */

/**
 * Posts an object.
 *
 * @throws {Error} in words for the reader, when it was not accepted
 */
export async function post(address, value = {}, signal = undefined) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(value),
      signal,
    });
  } catch (error) {
    throw plain(error);
  }
  if (answer.ok) return answer;
  if (answer.status === 403) {
    throw new Error(
      "This browser is not signed in: run `deno task open` in the workspace.",
    );
  }
  const { problem } = await answer.json().catch(() => ({}));
  throw new Error(problem ?? `The app answered with status ${answer.status}.`);
}

/** Reads an answer whose lines are objects, each as soon as it is there. */
export async function* lines(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (true) {
    const { done, value } = await reader.read().catch((error) => {
      throw plain(error);
    });
    if (done) return;
    text += value;
    const complete = text.split("\n");
    text = complete.pop();
    for (const line of complete) yield JSON.parse(line);
  }
}

function plain(error) {
  return new Error(
    error.name === "AbortError"
      ? "Stopped."
      : "The app does not answer. Is it still running?",
    { cause: error },
  );
}
