/**
 * Modules that a Python file imports.
 *
 * @module
 */

const IMPORT =
  /(?:^|;)[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b([^\n;]*)|import[ \t]+([^\n;]+))/gm;

/**
 * Dotted names, those inside functions and conditions too. A relative import
 * keeps its dots, as in `..models`.
 *
 * @param code masked source
 */
export function importedModules(code: string): Set<string> {
  const modules = new Set<string>();
  for (const [, from, taken = "", list = ""] of code.matchAll(IMPORT)) {
    // `from . import a` may mean a module, or what is in the package itself.
    const isPackage = /^\.+$/.test(from ?? "");
    if (isPackage) modules.add(from ?? "");
    const names = isPackage
      ? [...taken.matchAll(/\w+/g)].map(([name]) => `${from}${name}`)
      : from === undefined
      ? list.split(",")
      : [from];
    for (const name of names) {
      const module = /^\s*(\.*[A-Za-z_][\w.]*)/.exec(name)?.[1];
      if (module !== undefined) modules.add(module);
    }
  }
  return modules;
}

/** Whether one of the modules is `name` or inside of it. */
export function importsModule(
  modules: ReadonlySet<string>,
  name: string,
): boolean {
  if (modules.has(name)) return true;
  for (const module of modules) if (module.startsWith(`${name}.`)) return true;
  return false;
}
