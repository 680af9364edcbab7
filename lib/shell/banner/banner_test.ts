import assert from "node:assert/strict";
import {
  type FakeProgram,
  type FakeSystem,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { renderBanner, type VenvFacts } from "./banner.ts";

const FACTS: VenvFacts = { version: "3.12.4", packages: 2, imports: [] };
const LETTERS = `${PATHS.entry}/letters.json`;

/** Prints letters apart, as if that were large. */
const figlet: FakeProgram = (args) => {
  assert.deepEqual(args.slice(0, -1), ["-w", "80", "--"]);
  const name = args.at(-1) ?? "";
  return { stdout: `\n${[...name].join(" ")}  \n   \n` };
};

function render(
  system: FakeSystem,
  facts: Partial<VenvFacts> = {},
  name = "data science-kit",
): Promise<string> {
  return renderBanner({ system, paths: PATHS, workspace: { name } }, {
    ...FACTS,
    ...facts,
  });
}

Deno.test("renderBanner() writes the name with capitals, and what .venv holds", async () => {
  const system = fakeSystem({ programs: { figlet: null } });
  const line = async (facts: Partial<VenvFacts>): Promise<string> =>
    (await render(system, facts)).split("\n").at(-1) ?? "";
  assert.equal(
    await render(system),
    "Data Science Kit\n\nPython  3.12.4, 2 packages",
  );
  assert.equal(await line({ packages: 1 }), "Python  3.12.4, 1 package");
  assert.equal(
    await line({ imports: ["numpy"] }),
    "Python  3.12.4, 2 packages; numpy can be imported",
  );
  assert.equal(
    await line({ imports: ["numpy", "torch", "zmq"] }),
    "Python  3.12.4, 2 packages; numpy, torch and zmq can be imported",
  );
  assert.match(await render(system, {}, "MyApp"), /^MyApp\n/);
});

Deno.test("renderBanner() has figlet write the name once", async () => {
  const system = fakeSystem({ programs: { figlet } });
  const banner = await render(system, {}, "kit");
  assert.match(banner, /^K i t\n\nPython/);
  assert.equal(await render(system, {}, "kit"), banner);
  assert.equal(system.commands.length, 1);
  await render(system, {}, "other");
  assert.equal(system.commands.length, 2);
});

Deno.test("renderBanner() has the letters written again that were not kept whole", async () => {
  const texts = ["", "[]", '{"name":"Kit"}', '{"name":"Kit","lines":["a",1]}'];
  for (const text of texts) {
    const system = fakeSystem({
      programs: { figlet },
      files: { [LETTERS]: text },
    });
    assert.match(await render(system, {}, "kit"), /^K i t\n/, text);
  }
});

Deno.test("renderBanner() writes a name of which the font has no letter", async () => {
  const system = fakeSystem({ programs: { figlet: () => ({ stdout: "\n" }) } });
  assert.match(await render(system, {}, "日本"), /^日本\n\nPython/);
});
