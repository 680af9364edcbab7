/**
 * Prints services' logs, merged, as they grow.
 *
 * @module
 */
import type { System } from "../system/mod.ts";

/** Milliseconds between two looks at the files. */
const INTERVAL = 100;
/** Bytes that are read in one go. */
const CHUNK = 64 * 1024;

/** A log file and the name under which its lines appear. */
export interface LogSource {
  readonly name: string;
  readonly path: string;
}

/** How logs are followed. */
export interface FollowOptions {
  /** Bytes to leave out at the beginning, by name; from the start when absent. */
  readonly from?: ReadonlyMap<string, number>;
  readonly signal?: AbortSignal | undefined;
  /** Ends the following when it gives true; what is left is printed first. */
  readonly until?: () => Promise<boolean>;
}

/**
 * Calls `print` with each whole line of each log, in the order in which they
 * are found, until aborted. A log that becomes shorter was begun anew.
 */
export async function followLogs(
  { fs, clock }: Pick<System, "fs" | "clock">,
  sources: readonly LogSource[],
  print: (name: string, line: string) => void,
  { from = new Map(), signal, until }: FollowOptions = {},
): Promise<void> {
  const tails = sources.map((source) => ({
    ...source,
    offset: from.get(source.name) ?? 0,
    identity: "",
    unread: "",
    decoder: new TextDecoder(),
  }));
  while (true) {
    const last = await until?.() ?? false;
    for (const tail of tails) {
      const stat = await fs.stat(tail.path);
      if (stat === undefined) continue;
      const anew = tail.identity !== "" && tail.identity !== stat.identity;
      if (anew || stat.size < tail.offset) {
        Object.assign(tail, { offset: 0, unread: "" });
      }
      tail.identity = stat.identity;
      while (tail.offset < stat.size) {
        const bytes = await fs.readBytes(tail.path, tail.offset, CHUNK);
        if (bytes === undefined || bytes.length === 0) break;
        tail.offset += bytes.length;
        const text = tail.unread + tail.decoder.decode(bytes, { stream: true });
        const lines = text.split("\n");
        tail.unread = lines.pop() ?? "";
        for (const line of lines) print(tail.name, line.replace(/\r$/, ""));
      }
    }
    if (last || signal?.aborted) break;
    try {
      await clock.sleep(INTERVAL, signal);
    } catch {
      // aborted: one last look, so that nothing that was written is lost
    }
  }
  for (const { name, unread } of tails) if (unread !== "") print(name, unread);
}
