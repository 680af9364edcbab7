/**
 * Ports for tests.
 *
 * @module
 */
import { denoSystem } from "../../lib/system/deno.ts";

/** Below what kernels hand out for outgoing connections. */
const RANGE = { from: 20_000, count: 12_000 };

/** How many of them one process of tests has for itself. */
const BLOCK = 100;

/**
 * From one port to the next, without a divisor in common with the block: a
 * service that evades a busy port must not meet the next one.
 */
const STRIDE = 37;

/** Not below `TMPDIR`, in which tests may run. */
const SHARED = `/tmp/hearth-test-ports-${Deno.uid()}`;

/** A block of ports that no other process takes as long as this one runs. */
export interface PortBlock {
  readonly from: number;
  /** The kernel ends the lock with the process. */
  readonly lock: Deno.FsFile;
}

/** Takes the first block from a random one on that no process has. */
export function claimPortBlock(dir = SHARED): PortBlock {
  Deno.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const count = RANGE.count / BLOCK;
  const first = Math.floor(Math.random() * count);
  for (let tried = 0; tried < count; tried++) {
    const index = (first + tried) % count;
    const lock = Deno.openSync(`${dir}/${index}`, {
      create: true,
      write: true,
    });
    if (lock.tryLockSync(true)) {
      return { from: RANGE.from + index * BLOCK, lock };
    }
    lock.close();
  }
  throw new Error(`Every block of ports in ${dir} is taken`);
}

const block = claimPortBlock();
let given = 0;

/**
 * A port on which nothing listens, on IPv4 and on IPv6, and that neither this
 * process nor another one of tests was given lately.
 */
export function freePort(): number {
  const { net } = denoSystem();
  while (true) {
    const port = block.from + (given++ * STRIDE) % BLOCK;
    if (net.isFree(port)) return port;
  }
}
