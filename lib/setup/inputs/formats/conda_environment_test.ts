import assert from "node:assert/strict";
import { stringify } from "yaml";
import fc from "../../../../tests/packages/fast_check.ts";
import { readCondaEnvironment } from "./conda_environment.ts";

const FILE = "environment.yml";

Deno.test("readCondaEnvironment() tells what pip installs from what conda does", async () => {
  const text = `name: science
channels: [conda-forge]
dependencies:
  - python=3.11
  - conda-forge::numpy=1.26.*=py311h64a7726_0
  - pandas >=2
  - Pip
  - pandas
  - pip:
    - -r requirements.txt
    - -e .
    - pandas==2.2.3 # newer
    - torch --index-url https://host/simple
`;
  assert.deepEqual(await readCondaEnvironment(text, FILE), {
    pip: [
      "-r requirements.txt",
      "-e .",
      "pandas==2.2.3",
      "torch --index-url https://host/simple",
    ],
    python: "==3.11.*",
    others: ["numpy"],
  });
});

Deno.test("readCondaEnvironment() reads the versions of Python that conda's words mean", async () => {
  const cases: Readonly<Record<string, string | undefined>> = {
    "python": undefined,
    "python=3.12": "==3.12.*",
    "python==3.12.4": "==3.12.*",
    "python=3.12.7=h5148396_0": "==3.12.*",
    "python=3.12.*": "==3.12.*",
    "python 3.12": "==3.12.*",
    "python >=3.10,<3.13": ">=3.10,<3.13",
    "conda-forge::python>=3.10": ">=3.10",
    "python=3.10|3.11": undefined,
  };
  for (const [spec, expected] of Object.entries(cases)) {
    const text = stringify({ dependencies: [spec, { pip: ["six"] }] });
    const { python } = await readCondaEnvironment(text, FILE);
    assert.equal(python, expected, spec);
  }
});

Deno.test("readCondaEnvironment() gives every package to one of the two", async () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/)
    .filter((name) => !/^(python|pip|setuptools|wheel|uv)$/.test(name));
  const names = fc.uniqueArray(name, { maxLength: 8 });
  const version = fc.constantFrom("", "=1.2", ">=1,<2", "=1.2=py311_0");
  await fc.assert(
    fc.asyncProperty(names, version, fc.nat(), async (all, version, split) => {
      const cut = all.length === 0 ? 0 : split % (all.length + 1);
      const [conda, pip] = [all.slice(0, cut), all.slice(cut)];
      const dependencies = [...conda.map((one) => one + version), { pip }];
      const read = await readCondaEnvironment(
        stringify({ name: "x", dependencies }),
        FILE,
      );
      assert.deepEqual(read.pip, pip);
      assert.deepEqual(read.others, conda);
    }),
  );
});

Deno.test("readCondaEnvironment() refuses what is no such list", async () => {
  for (const text of ["", "- a\n", "six=1.0=pypi_0\n", "dependencies: six\n"]) {
    await assert.rejects(
      readCondaEnvironment(text, FILE),
      /Cannot read environment\.yml: it has no list "dependencies"/,
      text,
    );
  }
  await assert.rejects(
    readCondaEnvironment("dependencies: [\n  a: b: c\n", FILE),
    /Cannot read environment\.yml: /,
  );
});
