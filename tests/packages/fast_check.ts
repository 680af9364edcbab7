/**
 * Properties instead of examples.
 *
 * Packages that only tests need are named here instead of in `deno.json`, and
 * locked in `tests/deno.lock`, so that users do not download them.
 *
 * @module
 */
export { default } from "npm:fast-check@4.10.2";
export * from "npm:fast-check@4.10.2";
