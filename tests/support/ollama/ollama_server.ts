/**
 * A real Ollama server with tiny models, for tests.
 *
 * @module
 */
import { join } from "node:path";
import { freePort } from "../free_port.ts";
import { CONTEXT, tinyGguf } from "./tiny_gguf.ts";
import { killProcessesWith, processesWith } from "../processes.ts";
import { programOf } from "../requires.ts";
import { waitFor } from "../wait_for.ts";

export { LOOP, SENTENCE } from "./tiny_gguf.ts";

/** `tiny` says one sentence, `tiny-loop` never stops. */
export type TinyModel = "tiny" | "tiny-loop";

/** What may differ between tests. */
export interface OllamaServerOptions {
  /** @default {[]} */
  readonly models?: readonly TinyModel[];
  /** @default {a free one} */
  readonly port?: number;
}

/** A running `ollama serve`; disposing of it fails when a process is left. */
export interface OllamaServer extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
  /** `http://127.0.0.1:PORT`, which also serves as `OLLAMA_HOST`. */
  readonly url: string;
  /** Directory of its models. */
  readonly store: string;
  /** What it logged so far. */
  readonly log: string;
  /** Ends it and its runners as a crash would, and waits for their end. */
  kill(): Promise<void>;
}

/**
 * The token after which a model begins to speak, and its context: Ollama ends
 * an answer after ten times as many tokens, which must not happen in a test.
 */
const MODELS: Record<TinyModel, { cue: string; context: number }> = {
  "tiny": { cue: "<|say|>", context: 512 },
  "tiny-loop": { cue: "<|loop|>", context: CONTEXT },
};

/** Starts a server with a home, a store and a port of its own. */
export async function ollamaServer(
  { models = [], port = freePort() }: OllamaServerOptions = {},
): Promise<OllamaServer> {
  const home = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "hearth-ollama-" }),
  );
  const program = programOf("ollama") ?? "ollama";
  const store = join(home, "models");
  const env = {
    PATH: Deno.env.get("PATH") ?? "",
    HOME: home,
    TMPDIR: home,
    OLLAMA_HOST: `127.0.0.1:${port}`,
    OLLAMA_MODELS: store,
    // Loopback is no business of a proxy.
    NO_PROXY: "*",
  };
  const child = new Deno.Command(program, {
    args: ["serve"],
    cwd: home,
    env,
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const url = `http://127.0.0.1:${port}`;
  let log = "";
  let ended = false;
  const reading = Promise.all(
    [child.stdout, child.stderr].map(async (stream) => {
      const texts = stream.pipeThrough(new TextDecoderStream());
      for await (const text of texts) log += text;
    }),
  );
  void child.status.then(() => ended = true);
  const end = async (): Promise<void> => {
    if (!ended) child.kill("SIGTERM");
    await child.status;
    // Runners end by themselves after a server that ended in peace.
    await waitFor(
      async () => (await processesWith("HOME", home)).length === 0,
      "the end of Ollama's runners",
      { patience: 10 },
    ).catch(() => undefined);
    const leftovers = await killProcessesWith("HOME", home);
    await reading;
    await Deno.remove(home, { recursive: true });
    if (leftovers.length > 0) {
      throw new Error(`Left behind: ${JSON.stringify(leftovers)}`);
    }
  };
  try {
    await waitFor(async () => {
      if (ended) return true;
      const answer = await fetch(`${url}/api/version`);
      await answer.body?.cancel();
      return answer.ok;
    }, "an answer from Ollama");
    if (ended) throw new Error(`Ollama ended:\n${log}`);
    if (models.length > 0) await createModels({ program, home, env, models });
  } catch (error) {
    await end();
    throw error;
  }
  return {
    pid: child.pid,
    port,
    url,
    store,
    get log() {
      return log;
    },
    async kill() {
      await killProcessesWith("HOME", home);
      await child.status;
    },
    [Symbol.asyncDispose]: end,
  };
}

/** Makes the tiny models with Ollama's own command. */
async function createModels(
  { program, home, env, models }: {
    readonly program: string;
    readonly home: string;
    readonly env: Record<string, string>;
    readonly models: readonly TinyModel[];
  },
): Promise<void> {
  await Deno.writeFile(join(home, "tiny.gguf"), tinyGguf());
  for (const model of models) {
    const text = [
      "FROM ./tiny.gguf",
      `TEMPLATE """{{ range .Messages }}{{ .Content }} {{ end }}${
        MODELS[model].cue
      }"""`,
      `PARAMETER num_ctx ${MODELS[model].context}`,
      // Several would wait for each other on a busy machine.
      "PARAMETER num_thread 1",
      "PARAMETER temperature 0",
    ].join("\n");
    const file = join(home, `${model}.Modelfile`);
    await Deno.writeTextFile(file, text);
    const { success, stderr } = await new Deno.Command(program, {
      args: ["create", model, "-f", file],
      cwd: home,
      env,
      clearEnv: true,
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
  }
}
