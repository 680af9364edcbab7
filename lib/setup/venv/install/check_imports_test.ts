import assert from "node:assert/strict";
import { requires } from "../../../../tests/support/requires.ts";
import { checkImports } from "./check_imports.ts";
import { denoSystem } from "../../../system/deno.ts";

Deno.test({
  ...requires(
    ["python3"],
    "checkImports() imports proven modules only where a library does not load",
  ),
  async fn() {
    await using place = await sitePackages();
    const hasImported = async (isProven: boolean): Promise<boolean> => {
      await place.check(["thing"], isProven);
      return await place.takeMark();
    };
    assert.equal(await hasImported(false), true);
    assert.equal(await hasImported(true), false);
    await Deno.writeTextFile(place.library, "not a library");
    assert.equal(await hasImported(true), true);
    await Deno.remove(place.library);
    assert.equal(await hasImported(true), true);
  },
});

Deno.test({
  ...requires(["python3"], "checkImports() names the module and the reason"),
  async fn() {
    await using place = await sitePackages();
    for (const isProven of [true, false]) {
      await assert.rejects(
        place.check(["thing", "os", "absent"], isProven),
        /^UserError: Cannot import "absent": ModuleNotFoundError: No module/,
      );
    }
  },
});

/** A venv whose one package has a compiled part and marks its import. */
async function sitePackages() {
  const venv = await Deno.realPath(await Deno.makeTempDir());
  const { env, proc } = denoSystem();
  const ask = async (python: string, program: string): Promise<string> =>
    (await proc.run([python, "-c", program])).stdout.trim();
  const made = await proc.run(["python3", "-m", "venv", "--without-pip", venv]);
  assert.equal(made.code, 0, made.stderr);
  const python = `${venv}/bin/python`;
  const [site = "", suffix = "", loadable = ""] = (await ask(
    python,
    "import glob, sysconfig, importlib.machinery as m;" +
      "known = glob.glob(sysconfig.get_path('stdlib') + '/lib-dynload/*.so');" +
      "print(sysconfig.get_path('purelib'), m.EXTENSION_SUFFIXES[0], known[0])",
  )).split(" ");
  const library = `${site}/thing/part${suffix}`;
  const mark = `${venv}/imported`;
  await Deno.mkdir(`${site}/thing`);
  await Deno.mkdir(`${site}/thing-1.0.dist-info`);
  await Deno.copyFile(loadable, library);
  const files = {
    "thing/__init__.py": `open(${JSON.stringify(mark)}, "w").close()\n`,
    "thing-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: false\n",
    "thing-1.0.dist-info/RECORD":
      `thing/__init__.py,,\nthing/part${suffix},sha256=x,1\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${site}/${name}`, text);
  }
  return {
    library,
    check: (modules: readonly string[], isProven: boolean) =>
      checkImports({ env, proc }, {
        venv,
        sitePackages: site,
        modules,
        isProven,
      }),
    /** Whether the package was imported since the last time. */
    takeMark: () => Deno.remove(mark).then(() => true, () => false),
    [Symbol.asyncDispose]: () => Deno.remove(venv, { recursive: true }),
  };
}
