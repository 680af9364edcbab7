import assert from "node:assert/strict";
import { UserError } from "../../core/errors.ts";
import { explainOllamaError } from "./ollama_client.ts";

Deno.test("explainOllamaError() says what a user can do", () => {
  const request = { url: "http://a", model: "tiny" };
  const explain = (error: unknown): UserError => {
    const explained = explainOllamaError(error, "Cannot ask tiny", request);
    assert.ok(explained instanceof UserError);
    return explained;
  };
  const absent = explain(
    Object.assign(new Error("not found"), { "status_code": 404 }),
  );
  assert.equal(absent.message, 'Ollama at http://a has no model "tiny"');
  assert.match(absent.hint ?? "", /ollama pull tiny\. To list/);
  assert.equal(absent.exitCode, 3);
  const ended = "Cannot ask tiny: Ollama at http://a closed the connection";
  assert.equal(explain(new TypeError("reset")).message, ended);
  const cut = new Error("Did not receive done or success response");
  assert.equal(explain(cut).message, ended);
  assert.equal(
    explain(new Error("out of\nmemory\x1b[2J")).message,
    "Cannot ask tiny: out of memory[2J",
  );
});

Deno.test("explainOllamaError() gives back what is explained, and why it was aborted", () => {
  const known = new UserError("Known");
  const request = { url: "http://a", model: "tiny" };
  assert.equal(explainOllamaError(known, "", request), known);
  assert.equal(explainOllamaError("text", "", request), "text");
  const reason = new Error("Ctrl-C");
  const signal = AbortSignal.abort(reason);
  assert.equal(
    explainOllamaError(known, "", { ...request, signal }),
    reason,
  );
});
