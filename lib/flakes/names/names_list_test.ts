import assert from "node:assert/strict";
import { namesText, readNames } from "./names_list.ts";

const PATHS = [
  "ripgrep",
  "circt",
  "gst_all_1.gst-libav",
  "python314Packages.requests",
  "python313Packages.flask",
  "rubyPackages_3_4.rails",
  "vscode-extensions.ms-python.python",
  "tests.trivial",
  "a.b.c.d",
];

Deno.test("readNames() returns the names that a flake may mean", () => {
  const list = readNames(namesText("index 1", [...PATHS, "ripgrep"]));
  assert.equal(list?.source, "index 1");
  assert.equal(list.size, 7, "without tests and what is too deep");
  assert.deepEqual(
    list.among(["ripgrep", "requests", "flask", "gst-libav", "trivial"]),
    { "": ["ripgrep"], python: ["flask", "requests"] },
    "a set that is no language's has to be named",
  );
  assert.deepEqual(list.among(["gst_all_1", "gst-libav"]), {
    "gst_all_1": ["gst-libav"],
  });
  assert.deepEqual(list.among(["rails", "rubyPackages_3_4"]), {
    rubyPackages: ["rails"],
    "rubyPackages_3_4": ["rails"],
  });
  assert.deepEqual(list.among(["vscode-extensions", "ms-python", "python"]), {
    "vscode-extensions.ms-python": ["python"],
  });
});

Deno.test("readNames() refuses what is not a list", () => {
  assert.equal(readNames(""), undefined);
  assert.equal(readNames("ripgrep\nfd\n"), undefined);
});
