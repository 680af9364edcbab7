import assert from "node:assert/strict";
import type { FlakeInput } from "../source/inspect/nix_inspection.ts";
import { readLock } from "../lock/lock_file.ts";
import { nixpkgsDay } from "./nixpkgs_day.ts";

const DAY = "2026-01-31";

/** A lock of inputs by name: a day, or the path of another input. */
function lockOf(inputs: Record<string, string | string[]>): string {
  const nodes: Record<string, unknown> = { root: { inputs: {} } };
  const root: Record<string, unknown> = {};
  for (const [name, what] of Object.entries(inputs)) {
    if (Array.isArray(what)) {
      root[name] = what;
      continue;
    }
    root[name] = `${name}_2`;
    const lastModified = Date.parse(what) / 1000;
    nodes[`${name}_2`] = { locked: { lastModified } };
  }
  nodes["root"] = { inputs: root };
  return JSON.stringify({ nodes, root: "root", version: 7 });
}

function dayOf(
  inputs: Record<string, FlakeInput>,
  lock?: string,
): string {
  const { first, last, by } = nixpkgsDay(
    { inputs, takes: ["self", ...Object.keys(inputs)] },
    readLock(lock),
    { day: DAY, by: "commit" },
  );
  return `${first === last ? first : `${first} ${last}`}${
    by === "lock" ? " locked" : ""
  }`;
}

const url = "github:NixOS/nixpkgs/nixos-unstable";

Deno.test("nixpkgsDay() takes the day from the lock, whatever the input is called", () => {
  const lock = lockOf({ pkgs: "2023-02-03", other: "2025-01-01" });
  assert.equal(dayOf({ pkgs: { url } }, lock), "2023-02-03 locked");
  const two = lockOf({ old: "2023-02-03", nixpkgs: "2025-01-01" });
  assert.equal(
    dayOf({ old: { url }, nixpkgs: { url } }, two),
    "2023-02-03 2025-01-01 locked",
  );
  const follows = lockOf({ nixpkgs: ["pkgs"], pkgs: "2023-02-03" });
  assert.equal(
    dayOf({ nixpkgs: { follows: "pkgs" }, pkgs: { url } }, follows),
    "2023-02-03 locked",
  );
});

Deno.test("nixpkgsDay() takes the day of looking where nothing is locked", () => {
  assert.equal(dayOf({ nixpkgs: { url } }), DAY);
  assert.equal(dayOf({ nixpkgs: { url } }, "no lock"), DAY);
  const circle = lockOf({ nixpkgs: ["nixpkgs"] });
  assert.equal(dayOf({ nixpkgs: { url } }, circle), DAY);
  assert.equal(dayOf({}), DAY);
});

Deno.test("nixpkgsDay() takes a release to be no younger than its branch", () => {
  const release = (address: string): string =>
    dayOf({ nixpkgs: { url: address } });
  assert.equal(release("github:NixOS/nixpkgs/nixos-24.05"), "2024-05-22");
  assert.equal(release("nixpkgs/release-23.11"), "2023-11-22");
  assert.equal(
    release("https://flakehub.com/f/NixOS/nixpkgs/0.2411.*.tar.gz"),
    "2024-11-22",
  );
  assert.equal(release("github:NixOS/nixpkgs/nixos-26.05"), DAY);
  const commit = "5b2c2d84341b2afb5647081c1386a80d7a8d8605";
  assert.equal(release(`github:NixOS/nixpkgs/${commit}`), `2003-01-01 ${DAY}`);
});

Deno.test("nixpkgsDay() takes a locked release to be no younger either", () => {
  const release = (day: string): string =>
    dayOf(
      { nixpkgs: { url: "github:NixOS/nixpkgs/nixos-25.05" } },
      lockOf({ nixpkgs: day }),
    );
  assert.equal(release("2025-12-01"), "2025-05-22 locked");
  assert.equal(release("2025-05-10"), "2025-05-10 locked");
});
