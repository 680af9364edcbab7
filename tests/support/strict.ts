/**
 * Ports that do what a test scripted and refuse everything else.
 *
 * @module
 */

/** The port with what is scripted; everything else is an error. */
export function strict<T extends object>(
  port: string,
  scripted: Partial<T>,
): T {
  return new Proxy(scripted, {
    get(target, name) {
      if (Object.hasOwn(target, name)) return Reflect.get(target, name);
      throw new Error(`The test did not script ${port}.${String(name)}`);
    },
  }) as T;
}
