import assert from "node:assert/strict";
import { changesBetween } from "./changes_between.ts";

const CHANGELOG = `# Changelog

## Unreleased

- soon

## 0.10.0 (2027-01-05)

- ten

## 0.9.1

- nine one

## 0.9.0

- nine
`;

Deno.test("changesBetween() gives the sections after one version up to another", () => {
  const text = changesBetween(CHANGELOG, { from: "0.9.0", to: "0.10.0" });
  assert.equal(
    text,
    "## 0.10.0 (2027-01-05)\n\n- ten\n\n## 0.9.1\n\n- nine one",
  );
});

Deno.test("changesBetween() is empty where nothing is new", () => {
  assert.equal(changesBetween(CHANGELOG, { from: "0.10.0", to: "0.10.0" }), "");
  assert.equal(changesBetween(CHANGELOG, { from: "0.10.0", to: "0.9.0" }), "");
  assert.equal(changesBetween("", { from: "0.9.0", to: "0.10.0" }), "");
});
