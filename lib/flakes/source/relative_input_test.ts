import assert from "node:assert/strict";
import { withinSource } from "./relative_input.ts";

Deno.test("withinSource() finds the directory, however the input is written", () => {
  for (const url of ["path:./sub", "path:sub", "path:./sub/", "./sub"]) {
    assert.equal(withinSource("", { url }), "sub");
    assert.equal(withinSource("tools", { url }), "tools/sub");
  }
  assert.equal(withinSource("", { type: "path", path: "./sub" }), "sub");
  assert.equal(withinSource("tools", { url: "path:.." }), "");
  assert.equal(withinSource("tools/dev", { url: "../lib" }), "tools/lib");
});

Deno.test("withinSource() leaves out what is elsewhere", () => {
  const urls = ["path:/sub", "path:~/sub", "sub", "github:a/b", "path:../sub"];
  for (const url of urls) {
    assert.equal(withinSource("", { url }), undefined, url);
  }
  assert.equal(withinSource("", { type: "path", path: "/sub" }), undefined);
  assert.equal(withinSource("", { type: "github" }), undefined);
});
