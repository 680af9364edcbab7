/**
 * The C library, for what Deno has no words for.
 *
 * @module
 */

const SYMBOLS = {
  execve: { parameters: ["buffer", "buffer", "buffer"], result: "i32" },
  signal: { parameters: ["i32", "pointer"], result: "pointer" },
} as const;

/** The functions of the C library that Hearth calls. */
export type Libc = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/** What `signal()` takes for the default action. */
export const SIG_DFL: Deno.PointerValue = null;

/** The number for which `signal()` takes no action at all. */
export const SIG_IGN = 1n;

/** Numbers of signals; they differ between systems. */
export const SIGNALS: { readonly pipe: number; readonly usr1: number } = {
  pipe: 13,
  usr1: Deno.build.os === "darwin" ? 30 : 10,
};

/** Names by which systems know the library: glibc, musl, macOS. */
export const NAMES: readonly string[] = Deno.build.os === "darwin"
  ? ["libSystem.B.dylib"]
  : ["libc.so.6", `libc.musl-${Deno.build.arch}.so.1`];

/** Opens it; `undefined` without permission, or where it has another name. */
export function openLibc(): Libc | undefined {
  const { state } = Deno.permissions.querySync({ name: "ffi" });
  if (state !== "granted") return undefined;
  for (const name of NAMES) {
    try {
      return Deno.dlopen(name, SYMBOLS).symbols;
    } catch {
      // the next name
    }
  }
  return undefined;
}
