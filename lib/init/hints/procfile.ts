/**
 * Heroku's `Procfile`.
 *
 * @module
 */

/** Commands by the kind of process: `web`, `worker`, `release`. */
export function readProcfile(text: string): Map<string, string> {
  const processes = new Map<string, string>();
  for (const line of text.split(/\r\n?|\n/)) {
    const [, name, command] = /^([A-Za-z0-9_-]+):[ \t]*(\S.*)$/.exec(line) ??
      [];
    if (name !== undefined && command !== undefined) {
      processes.set(name, command.trim());
    }
  }
  return processes;
}
