import assert from "node:assert/strict";
import { hostsWithPassword, maskCredentials } from "./credentials.ts";

Deno.test("maskCredentials() hides users and passwords, whatever is in them", () => {
  assert.equal(
    maskCredentials("a `https://u:p@ss@h:1/x@y` and git+ssh://git@h/r"),
    "a `https://***@h:1/x@y` and git+ssh://***@h/r",
  );
  assert.equal(maskCredentials("six @ https://h/x"), "six @ https://h/x");
});

Deno.test("hostsWithPassword() finds passwords and tokens that are no variable", () => {
  for (
    const line of [
      ...["x @ https://u:p@h/", "git+https://token@h/r", "-r http://:p@h/"],
      ...["git+ssh://git:p@h/r", "https://${USER}:p${B}@h/"],
    ]
  ) assert.deepEqual(hostsWithPassword(line), ["h"], line);
  for (
    const line of [
      ...["x @ https://u:${TOKEN}@h/", "git+https://${TOKEN}@h/r"],
      ...["git+ssh://git@h/r", "git+https://git@h/r", "https://h/a@b", "six"],
    ]
  ) assert.deepEqual(hostsWithPassword(line), [], line);
});
