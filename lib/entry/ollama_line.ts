/**
 * What the banner says of Ollama.
 *
 * @module
 */
import type { Paths } from "../paths.ts";
import type { System } from "../system/mod.ts";
import type { Workspace } from "../workspace.ts";

/** Milliseconds that a server has to answer. */
const DEADLINE = 300;
/** Where Ollama listens when nothing else was said. */
const LOOPBACK = "http://127.0.0.1:11434";

/** One line; a server that is not there is no error. */
export async function ollamaLine(
  { net }: Pick<System, "net">,
  _paths: Paths,
  { models }: Pick<Workspace, "models">,
): Promise<string> {
  const answer = await net.get(`${LOOPBACK}/api/version`, DEADLINE);
  if (answer?.status !== 200) return "no server; hearth works without one";
  return `answers, ${models[0] ?? "any model"} is preferred`;
}
