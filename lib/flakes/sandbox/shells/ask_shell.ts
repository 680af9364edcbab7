/**
 * Running code in a shell that waits for a command.
 *
 * @module
 */
import type { System } from "../../../system/mod.ts";
import type { TerminalSession } from "../scenario/terminal_session.ts";

/** Directory of the questions, inside. */
const ASKS = "/tmp/hearth/asks";

/**
 * Lets the shell itself run the code, and returns what that prints; `undefined`
 * when the shell ended or time is up. Both bash and zsh must understand it.
 */
export async function askShell(
  { system: { fs }, session, deadline }: {
    readonly system: Pick<System, "fs">;
    readonly session: TerminalSession;
    readonly deadline: number;
  },
  code: string,
): Promise<string | undefined> {
  const file = `${ASKS}/${(await fs.readDir(ASKS))?.length ?? 0}`;
  const answer = `${file}.answer`;
  await fs.writeText(
    file,
    `{\n${code}\n} >${file}.draft 2>&1\ncommand mv ${file}.draft ${answer}\n`,
  );
  const prompts = session.prompts();
  await session.type(` . ${file}\r`);
  await session.until(
    () => session.prompts() > prompts || undefined,
    deadline,
  );
  return await fs.readText(answer);
}
