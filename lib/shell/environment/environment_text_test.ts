import assert from "node:assert/strict";
import { environmentText } from "./environment_text.ts";

/** The lines that export, of variables of which each is exported. */
function exports(variables: Record<string, unknown>): string[] {
  const text = environmentText({
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        { type: "exported", value },
      ]),
    ),
  });
  return text.split("\n").filter((line) => line.startsWith("export "))
    .slice(0, -1);
}

Deno.test("environmentText() quotes values, whatever is in them", () => {
  assert.deepEqual(exports({ A: "it's $HOME", B_2: "`x`" }), [
    "export A='it'\\''s $HOME'",
    "export B_2='`x`'",
  ]);
});

Deno.test("environmentText() puts the flake's programs before the user's", () => {
  assert.deepEqual(exports({ PATH: "/nix/bin", XDG_DATA_DIRS: "/nix/share" }), [
    "export PATH='/nix/bin'${PATH:+:$PATH}",
    "export XDG_DATA_DIRS='/nix/share'${XDG_DATA_DIRS:+:$XDG_DATA_DIRS}",
  ]);
});

Deno.test("environmentText() leaves out what is the user's, a build's or empty", () => {
  assert.deepEqual(
    exports({
      HOME: "/homeless-shelter",
      TMPDIR: "/build",
      SSL_CERT_FILE: "/no-cert-file.crt",
      stdenv: "/nix/store/stdenv",
      buildInputs: "/nix/store/a",
      "A-B": "1",
      EMPTY: "",
      LIST: ["a", "b"],
    }),
    [],
  );
});

Deno.test("environmentText() exports only what is exported, and says where one is", () => {
  const text = environmentText({
    variables: {
      LOCAL: { type: "var", value: "1" },
      ARRAY: { type: "array", value: "1" },
    },
  });
  assert.match(text, /^# The environment of the flake's shell/);
  assert.match(text, /\nexport IN_NIX_SHELL=impure\n$/);
  assert.doesNotMatch(text, /LOCAL|ARRAY/);
});
