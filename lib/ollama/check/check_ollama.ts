/**
 * Looks whether Ollama is there, and which model would answer.
 *
 * @module
 */
import type { HttpResult, System } from "../../system/mod.ts";
import { chooseModel, findModel } from "../models/choose_model.ts";
import { parseLoaded, parseModels, parseVersion } from "./ollama_answers.ts";
import type { OllamaSettings } from "./ollama_settings.ts";
import { isNewEnough, type OllamaState } from "./ollama_state.ts";

/**
 * Milliseconds of a look while somebody waits for something else: with the
 * start of Hearth itself, a server that hangs costs less than 300.
 */
const TIMEOUT_MS = 200;

type Machine = Pick<System, "net" | "clock">;

/** How to look. */
export interface CheckOptions {
  /** Milliseconds for everything. @default {200} */
  readonly deadline?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks the server that `OLLAMA_HOST` names and, where `start` has run one for
 * the workspace, that one first. Never takes longer than the deadline.
 *
 * @throws the signal's reason when it is aborted, and nothing else
 */
export async function checkOllama(
  system: Machine,
  settings: OllamaSettings,
  { deadline = TIMEOUT_MS, signal }: CheckOptions = {},
): Promise<OllamaState> {
  const { url, ownUrl, host, preferred } = settings;
  const addresses = [...new Set([ownUrl, url])].filter((address) =>
    address !== undefined
  );
  const states = await Promise.all(
    addresses.map((address) =>
      checkServer(system, { url: address, preferred, deadline, signal })
    ),
  );
  const meant = states[addresses.indexOf(url ?? "")];
  return states.find(({ kind }) => kind === "up") ?? meant ??
    { kind: "misconfigured", value: host };
}

/** What one server is asked. */
interface Asked extends Pick<OllamaSettings, "preferred"> {
  readonly url: string;
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
}

/** Asks one server everything at once. */
async function checkServer(
  { net, clock }: Machine,
  { url, preferred, deadline, signal }: Asked,
): Promise<OllamaState> {
  const giveUp = clock.elapsed() + deadline;
  const question = (path: string): Promise<HttpResult> =>
    net.ask(`${url}/api/${path}`, { deadline, signal });
  const [version, tags, loaded] = await Promise.all([
    question("version"),
    question("tags"),
    question("ps"),
  ]);
  if (version.kind === "unreachable") {
    return { kind: "down", url, why: version.why };
  }
  if (version.kind === "silent") return { kind: "silent", url, deadline };
  const number = parseVersion(version);
  if (number === undefined) return { kind: "stranger", url };
  if (!isNewEnough(number)) return { kind: "outdated", url, version: number };
  const models = parseModels(tags);
  if (models === undefined) return { kind: "silent", url, deadline };
  const [first] = preferred;
  return {
    kind: "up",
    url,
    version: number,
    models,
    chosen: await chooseModel({ net }, {
      url,
      models,
      loaded: parseLoaded(loaded),
      preferred,
      deadline: Math.max(1, giveUp - clock.elapsed()),
      signal,
    }),
    wanted: first !== undefined && !findModel(models, first) ? first : null,
  };
}
