import assert from "node:assert/strict";
import { readPythonFiles } from "./python_files.ts";

Deno.test("readPythonFiles() reads the nearest of very many files, and the program's own first", async () => {
  const files = Array.from({ length: 50_000 }, (_, index) => `a/m${index}.py`);
  const asked: string[] = [];
  const found = await readPythonFiles(
    ["tests/test_app.py", "data.csv", "app.py", ...files],
    (path) => {
      asked.push(path);
      return Promise.resolve(path === "a/m0.py" ? undefined : "import os");
    },
  );
  assert.deepEqual(asked.slice(0, 3), ["app.py", "a/m0.py", "a/m1.py"]);
  assert.ok(asked.length <= 1500, `${asked.length} files were read`);
  assert.equal(found.length, asked.length - 1);
});
