import assert from "node:assert/strict";
import { workspacePaths } from "../../core/files/paths.ts";
import { denoSystem } from "../../system/deno.ts";
import { parseDotenv, readDotenv } from "./dotenv.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";

Deno.test("parseDotenv() reads bare, quoted, exported and commented bindings", () => {
  const text = [
    "# a comment",
    "A=plain",
    "export B = spaced out # note",
    "C='single # kept \\' $HOME'",
    'D="double\\nline # kept"',
    "E=",
    "F=no#comment",
    "G",
    "A=last wins",
    "",
  ].join("\n");
  assert.deepEqual(parseDotenv(text), {
    A: "last wins",
    B: "spaced out",
    C: "single # kept ' $HOME",
    D: "double\nline # kept",
    E: "",
    F: "no#comment",
  });
});

Deno.test("parseDotenv() reads values over several lines and CRLF", () => {
  assert.deepEqual(parseDotenv("A=\"one\r\ntwo\"\r\nB='x\ny'\r\nC=3\r\n"), {
    A: "one\ntwo",
    B: "x\ny",
    C: "3",
  });
});

Deno.test("parseDotenv() fills in references, what is exported first", () => {
  const text = "A=1\nB='${A}-${C:-none}-${D}'\nE=${B}$A\n";
  assert.equal(parseDotenv(text).E, "1-none-$A");
  const exported = new Map([["A", "2"]]);
  assert.equal(parseDotenv(text, (name) => exported.get(name)).B, "2-none-");
});

Deno.test("readDotenv() leaves out what no environment can hold", async () => {
  await using dir = await tempDir();
  const system = denoSystem();
  const text = "'A=B'=1\nC=\0\nD=2\n";
  await Deno.writeTextFile(`${dir.path}/.env`, text);
  assert.deepEqual(
    await readDotenv({ system, paths: workspacePaths(dir.path) }),
    { D: "2" },
  );
});
