/**
 * The lint rules that keep the tree as CONTRIBUTING.md describes it.
 *
 * @module
 */
import { layers } from "./layers.ts";
import { noTests } from "./no_tests.ts";
import { oneContext } from "./one_context.ts";
import { parameters } from "./parameters.ts";
import { ports } from "./ports.ts";
import { privateModules } from "./private_modules.ts";

const plugin: Deno.lint.Plugin = {
  name: "hearth",
  rules: {
    layers,
    "one-context": oneContext,
    parameters,
    ports,
    "private-modules": privateModules,
    "no-tests": noTests,
  },
};

export default plugin;
