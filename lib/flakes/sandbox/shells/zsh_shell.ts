/**
 * A zsh that evaluates a shell's hook. Nix itself always runs bash; people come
 * to zsh by plugins that do what this does.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import { shellQuote } from "../../../core/text/shell_quote.ts";
import type { System } from "../../../system/mod.ts";

/** The part of `nix print-dev-env --json` that is used. */
interface Environment {
  readonly variables: Readonly<
    Record<string, { readonly type: string; readonly value: unknown }>
  >;
}

/** What belongs to the machine that built, as `nix develop` has it too. */
const OF_THE_BUILD =
  /^(HOME|NIX_BUILD_TOP|NIX_ENFORCE_PURITY|NIX_LOG_FD|NIX_REMOTE|PPID|SHELL|SHELLOPTS|SSL_CERT_FILE|TEMP|TEMPDIR|TERM|TMP|TMPDIR|TZ|UID)$/;

/**
 * Writes what zsh reads and returns the command that runs it.
 *
 * @param environment what `nix print-dev-env --json` printed
 */
export async function zshCommand(
  { fs }: Pick<System, "fs">,
  { stage, environment }: {
    readonly stage: string;
    readonly environment: string;
  },
): Promise<string[]> {
  const { variables }: Environment = JSON.parse(environment);
  const lines = Object.entries(variables).flatMap(([name, { type, value }]) => {
    const isOurs = type === "exported" && typeof value === "string" &&
      !OF_THE_BUILD.test(name);
    if (!isOurs) return [];
    const more = name === "PATH" ? ':"$PATH"' : "";
    return [`export ${name}=${shellQuote(value)}${more}`];
  });
  const dir = join(stage, "zsh");
  const hook = 'eval "$shellHook"';
  await fs.writeText(join(dir, ".zshrc"), [...lines, hook, ""].join("\n"));
  return ["env", `ZDOTDIR=${dir}`, "zsh", "-i"];
}
