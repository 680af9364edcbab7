/**
 * `ollama pull` brings a model and shows how far it is.
 *
 * @module
 */
import { EXIT, UserError } from "../../lib/core/errors.ts";
import { formatBytes } from "../../lib/core/text/format_bytes.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { inspectOllama } from "../../lib/ollama/check/inspect_ollama.ts";
import { pullModel } from "../../lib/ollama/models/pull_model.ts";
import { PullProgress } from "../../lib/ollama/models/pull_progress.ts";
import { useOllama } from "../../lib/ollama/check/use_ollama.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `ollama pull`. */
export interface PullFlags {
  readonly insecure: boolean;
  readonly json: boolean;
}

/** Pulls a model; what was loaded before goes on from there. */
export async function pull(
  this: TaskContext,
  { insecure, json }: PullFlags,
  name?: string,
): Promise<void> {
  const { system, paths, report, signal } = this;
  const { clock } = system;
  const { state: { url }, settings } = await useOllama(this);
  const model = name ?? settings.preferred[0];
  if (model === undefined) {
    throw new UserError("Cannot pull: no model is named", {
      hint:
        'Name one here, or list models in workspace.ts: models: ["llama3.2"].',
      exitCode: EXIT.usage,
    });
  }
  const begun = clock.elapsed();
  const progress = new PullProgress();
  const stage = report.stage(`Pulling ${model}`);
  try {
    const events = pullModel({ url, model, insecure, signal });
    for await (const event of events) {
      progress.note(event, clock.elapsed());
      stage.update(event.digest ? `${progress}` : event.status);
    }
  } catch (error) {
    stage.failed();
    if (signal.aborted) {
      report.note(
        "The partial download is kept: run the same command to resume",
      );
    }
    throw error;
  }
  const { total } = progress;
  stage.done(formatBytes(total));
  await inspectOllama({ system, paths, workspace: await loadWorkspace(this) });
  if (json) {
    const ms = Math.round(clock.elapsed() - begun);
    report.result(JSON.stringify({ model, url, bytes: total, ms }));
  }
}
