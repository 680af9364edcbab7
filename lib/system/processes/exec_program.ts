/**
 * Becoming another program.
 *
 * @module
 */
import { openLibc, SIG_DFL, SIGNALS } from "./libc.ts";
import type { ExecOptions } from "./processes.ts";

const encoder = new TextEncoder();

/**
 * Puts a program in the place of this one, with its process id, its terminal
 * and its parent. Deno's own files close by themselves, and its handlers end
 * with it; that it ignores SIGPIPE would stay.
 *
 * @returns only where that cannot be done
 */
export function execProgram(
  file: string,
  command: readonly string[],
  { cwd, env }: ExecOptions,
): void {
  const libc = openLibc();
  if (libc === undefined) return;
  const before = Deno.cwd();
  try {
    Deno.chdir(cwd);
  } catch {
    return; // anyone who runs it otherwise says so
  }
  const variables = Object.entries(env).map(([name, value]) =>
    `${name}=${value}`
  );
  const path = encoder.encode(`${file}\0`);
  const [argv, envp] = [texts(command), texts(variables)];
  const ignored = libc.signal(SIGNALS.pipe, SIG_DFL);
  libc.execve(path, argv.pointers, envp.pointers);
  libc.signal(SIGNALS.pipe, ignored);
  Deno.chdir(before);
}

/** A list of texts as C has it; the bytes must live as long as the pointers. */
function texts(
  values: readonly string[],
): { pointers: BigUint64Array<ArrayBuffer>; bytes: Uint8Array } {
  const bytes = encoder.encode(values.map((value) => `${value}\0`).join(""));
  let address = Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes));
  const addresses = values.map((value) => {
    const own = address;
    address += BigInt(encoder.encode(value).length + 1);
    return own;
  });
  return { pointers: BigUint64Array.from([...addresses, 0n]), bytes };
}
