import assert from "node:assert/strict";
import { fillPlaceholders, placeholdersIn } from "./placeholder.ts";

Deno.test("placeholdersIn() finds those of the service and of others", () => {
  const text = "{port} {port:db}{data}{data:} {password:db}";
  assert.deepEqual(placeholdersIn(text), [
    { text: "{port}", kind: "port", name: undefined },
    { text: "{port:db}", kind: "port", name: "db" },
    { text: "{data}", kind: "data", name: undefined },
    { text: "{data:}", kind: "data", name: "" },
    { text: "{password:db}", kind: "password", name: "db" },
  ]);
});

Deno.test("fillPlaceholders() leaves other braces, variables of a shell and what has no value", () => {
  const text = "{ports} {PORT} {} ${port} ${data:-x} {port:db}";
  assert.equal(
    fillPlaceholders(`{port}${text}`, ({ name }) => name ? "" : "1"),
    `1${text}`,
  );
});
