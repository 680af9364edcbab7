/**
 * The text that init writes is as `deno fmt` would leave it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Literal, Proposal } from "../../lib/init/propose/proposal.ts";
import { workspaceText } from "../../lib/init/render/workspace_text.ts";
import fc from "../packages/fast_check.ts";
import { tempDir } from "../support/harness.ts";

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/);
const text = fc.oneof(
  word,
  fc.stringMatching(/^[ -~]{0,60}$/),
  fc.stringMatching(/^[äßé€“”\\"' a-z]{0,60}$/),
);
const options = fc.dictionary(
  fc.constantFrom("cwd", "script", "command", "before", "port", "optional"),
  fc.oneof(
    text,
    fc.nat(65535),
    fc.boolean(),
    fc.array(text, { maxLength: 4 }),
    fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 3 }),
  ) as fc.Arbitrary<Literal>,
  { noNullPrototype: true },
);
const service = fc.record({
  name: word,
  preset: fc.constantFrom("django", "jupyterLab", "tensorboard", "redis"),
  options,
}).map(({ preset, ...rest }) =>
  preset === "redis" ? rest : { preset, ...rest }
);

const proposal: fc.Arbitrary<Proposal> = fc.record({
  name: text,
  python: fc.dictionary(word, text, { maxKeys: 2, noNullPrototype: true }),
  services: fc.array(service, { maxLength: 5 }),
  secrets: fc.array(
    fc.record({
      name: fc.stringMatching(/^[A-Z][A-Z_]{0,40}$/),
      prompt: text,
      isOptional: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  models: fc.array(word, { maxLength: 8 }),
  usesOllama: fc.boolean(),
  requirements: fc.constant([]),
  found: fc.constant([]),
  guesses: fc.constant([]),
  unmapped: fc.constant([]),
});

Deno.test("deno fmt has nothing to change in what workspaceText() writes", async () => {
  await using dir = await tempDir();
  const samples = fc.sample(proposal, 300);
  for (const [index, sample] of samples.entries()) {
    const types = index % 2 === 0 ? "./types.d.ts" : undefined;
    await Deno.writeTextFile(
      join(dir.path, `${index}.ts`),
      workspaceText(sample, { types }),
    );
  }
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--check", "--no-config", dir.path],
    stdout: "null",
    stderr: "piped",
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
});
