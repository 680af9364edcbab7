import assert from "node:assert/strict";
import fc from "../../../../tests/packages/fast_check.ts";
import {
  includedFile,
  normalizedName,
  readRequirements,
  requiredName,
  requirementLines,
} from "./requirements.ts";
import { denoSystem } from "../../../system/deno.ts";
import { tempDir } from "../../../../tests/support/temp_dir.ts";

Deno.test("requirementLines() drops comments and joins continued lines", () => {
  assert.deepEqual(
    requirementLines("# all\nsix \\\n  >=1 # why\n\nx @ http://h/a#b\r\n"),
    ["six   >=1", "x @ http://h/a#b"],
  );
});

Deno.test("requirementLines() is not changed by comments and blank lines", () => {
  const line = fc.constantFrom("six", "numpy>=2", "-r more.txt", "a[b]==1");
  const noise = fc.constantFrom("", "  ", "# note", "\t# note");
  fc.assert(fc.property(
    fc.array(fc.oneof(line, noise)),
    (lines) => {
      const said = lines.filter((text) => /^[^\s#]/.test(text));
      assert.deepEqual(requirementLines(lines.join("\n")), said);
    },
  ));
});

Deno.test("includedFile() reads every spelling", () => {
  for (
    const line of [
      "-r a b.txt",
      "-ra b.txt",
      "--requirement a b.txt",
      "--requirement=a b.txt",
      "-c a b.txt",
      "--constraint=a b.txt",
    ]
  ) assert.deepEqual(includedFile(line), ["a b.txt"]);
  assert.deepEqual(includedFile("requests"), []);
  assert.deepEqual(includedFile("-r https://host/list.txt"), []);
});

Deno.test("requiredName() normalizes the distribution's name", () => {
  assert.equal(
    requiredName("My_Pkg.x[extra]>=1 ; python_version>'3'"),
    "my-pkg-x",
  );
  assert.equal(normalizedName("A--b__c"), "a-b-c");
});

Deno.test("readRequirements() follows includes once, and names a missing one", async () => {
  const { fs } = denoSystem();
  await using dir = await tempDir();
  await Deno.mkdir(`${dir.path}/sub`);
  await Deno.writeTextFile(
    `${dir.path}/requirements.txt`,
    "-r sub/a.txt\nsix\n",
  );
  await Deno.writeTextFile(`${dir.path}/sub/a.txt`, "-c b.txt\n");
  await Deno.writeTextFile(
    `${dir.path}/sub/b.txt`,
    "-r ../requirements.txt\n",
  );
  const files = await readRequirements({ fs }, {
    root: dir.path,
    names: [
      "requirements.txt",
    ],
  });
  assert.deepEqual(files.map(({ name }) => name), [
    "requirements.txt",
    "sub/a.txt",
    "sub/b.txt",
  ]);
  await Deno.remove(`${dir.path}/sub/b.txt`);
  await assert.rejects(
    readRequirements({ fs }, { root: dir.path, names: ["requirements.txt"] }),
    { message: 'Cannot find "sub/b.txt", which sub/a.txt needs' },
  );
});
