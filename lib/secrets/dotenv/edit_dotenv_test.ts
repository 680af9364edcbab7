import assert from "node:assert/strict";
import { setBinding, unsetBinding } from "./edit_dotenv.ts";

const FILE = [
  "# keys",
  "",
  "export A = old # of Ann's",
  "B='two",
  "lines'",
  "",
  "A=older",
  "C=3",
].join("\n");

Deno.test("setBinding() changes a value where it is and keeps its comment", () => {
  const { text, misreaders } = setBinding(FILE, {
    name: "A",
    value: "new value",
  });
  assert.equal(
    text,
    [
      "# keys",
      "",
      "export A='new value' # of Ann's",
      "B='two",
      "lines'",
      "",
      "C=3",
    ].join("\n"),
  );
  assert.deepEqual(misreaders, []);
});

Deno.test("setBinding() adds what is new at the end, with the file's line ends", () => {
  assert.equal(setBinding("", { name: "A", value: "1" }).text, "A=1\n");
  assert.equal(setBinding("B=2", { name: "A", value: "1" }).text, "B=2\nA=1\n");
  const { text, misreaders } = setBinding("B=2\r\n", {
    name: "A",
    value: "it's",
  });
  assert.equal(text, 'B=2\r\nA="it\'s"\r\n');
  assert.deepEqual(misreaders, ["bash"]);
});

Deno.test("setBinding() goes before a quote that no one closed", () => {
  assert.equal(
    setBinding('B="open\nC=1\n', { name: "A", value: "it's" }).text,
    'A="it\'s"\nB="open\nC=1\n',
  );
});

Deno.test("setBinding() names who cannot read a value", () => {
  const misreaders = (value: string): readonly string[] =>
    setBinding("", { name: "A", value }).misreaders;
  assert.deepEqual(misreaders("$HOME `x` \\d # ! ~"), []);
  assert.deepEqual(misreaders("it's $5"), ["deno --env-file", "bash"]);
  assert.deepEqual(misreaders('it\'s "it"'), ["Node", "deno --env-file"]);
  assert.deepEqual(misreaders("${HOME}"), ["Node", "deno --env-file", "bash"]);
});

Deno.test("unsetBinding() removes every binding of a name, and says when there is none", () => {
  assert.equal(
    unsetBinding(FILE, "A"),
    ["# keys", "", "B='two", "lines'", "", "C=3"].join("\n"),
  );
  assert.equal(unsetBinding(FILE, "D"), undefined);
});
