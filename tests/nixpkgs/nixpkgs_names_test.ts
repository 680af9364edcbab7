/**
 * Names that the host-backed nixpkgs does not know, or no longer.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { CHECKOUT } from "../support/checkout.ts";
import { requires } from "../support/harness.ts";
import { nixPlace } from "../support/flakes/nix_place.ts";

/** Names of which no package here is called. */
const UNKNOWN = ["blorp", "frobnicate"];

/** What an evaluation said that it took for granted, sorted. */
function assumedIn(stderr: string): string[] {
  return [...stderr.matchAll(/hearth-assumed: (\S+ \S+)/g)]
    .map((match) => match[1] ?? "").sort();
}

Deno.test({
  ...requires(["nix"], "a name that is not known fails, and can be assumed"),
  async fn() {
    {
      await using strict = await nixPlace();
      const error = await strict.refuse("pkgs.blorp.name");
      assert.match(error, /attribute 'blorp' missing/);
    }
    await using place = await nixPlace({ assumed: UNKNOWN });
    const both = await place.evaluate(`let
      linux = for "x86_64-linux"; mac = for "aarch64-darwin";
    in [
      linux.blorp.hearth.assumed
      mac.python311Packages.frobnicate.name
      (linux.blorp.frobnicate { any = "thing"; } "more").meta.name
      "\${linux.nodePackages.blorp}"
      linux.git.hearth.assumed or false
    ]`);
    const [assumed, python, nested, , known] = both.value as unknown[];
    assert.deepEqual([assumed, known], [true, false]);
    assert.equal(python, "frobnicate-host-assumed");
    assert.equal(nested, "frobnicate-host-assumed");
    assert.deepEqual(assumedIn(both.stderr), [
      "aarch64-darwin python311Packages.frobnicate",
      "x86_64-linux blorp",
      "x86_64-linux blorp.frobnicate",
      "x86_64-linux nodePackages.blorp",
    ]);
    const quiet = await place.evaluate("pkgs.mkShell { packages = [ ]; }");
    assert.deepEqual(assumedIn(quiet.stderr), [], "none that was not used");
    await place.build(`pkgs.symlinkJoin {
      name = "with-blorp";
      paths = [ pkgs.blorp ];
    }`);
  },
});

Deno.test({
  ...requires(["nix"], "what is known stays as it is when it is assumed"),
  async fn() {
    const names = ["git", "callPackage", "lib", "mkShell", "python3Full"];
    await using place = await nixPlace({ assumed: [...names, "notInLib"] });
    const { value, stderr } = await place.evaluate(
      "[ pkgs.git.pname (lib.isFunction pkgs.callPackage) (lib ? mkShell) ]",
    );
    assert.deepEqual(value, ["git", true, false]);
    assert.deepEqual(assumedIn(stderr), []);
    assert.match(await place.refuse("pkgs.python3Full.name"), /removed/);
    const missing = await place.refuse("lib.notInLib 1");
    assert.match(missing, /attribute 'notInLib' missing/);
  },
});

Deno.test({
  ...requires(["nix"], "a removed name fails from its day on, with the reason"),
  async fn() {
    const name = "pkgs.python3Full";
    {
      await using today = await nixPlace();
      const error = await today.refuse(`${name}.name`);
      assert.match(error, /'python3Full' has been removed: .*tkinter/);
      assert.match(error, /nixpkgs#433833/);
    }
    {
      await using before = await nixPlace({ asOf: "2025-08-29" });
      const { value } = await before.evaluate(
        `[ ${name}.pythonVersion pkgs.nix-linter.name ]`,
      );
      assert.deepEqual(value, ["3.11", "nix-linter-host-empty"]);
      assert.match(await before.refuse("pkgs.nodejs_18.name"), /end of life/);
    }
    await using day = await nixPlace({ asOf: "2025-08-30" });
    await day.refuse(`${name}.name`);
  },
});

Deno.test("no name is both removed and known", async () => {
  const table = async (file: string): Promise<Record<string, unknown>> =>
    JSON.parse(
      await Deno.readTextFile(join(CHECKOUT, "nix", "host-nixpkgs", file)),
    );
  const removed = await table("removed.json");
  const { top, linux } = await table("known_names.json");
  const empty = [top, linux].flat() as string[];
  const programs = await table("programs.json");
  assert.deepEqual(
    empty.filter((name) => name in (removed.top as object) || name in programs),
    [],
  );
  const pairs = [
    ["top", "programs.json"],
    ["python", "python_packages.json"],
  ] as const;
  for (const [set, file] of pairs) {
    const known = await table(file);
    const gone = removed[set] as Record<string, { date?: string }>;
    assert.deepEqual(Object.keys(gone).filter((name) => name in known), []);
    for (const [name, { date }] of Object.entries(gone)) {
      assert.match(date ?? "2025-01-01", /^\d{4}-\d\d-\d\d$/, name);
    }
  }
});
