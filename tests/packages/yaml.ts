/**
 * YAML, read by tests of workflows; see `fast_check.ts` for why it is named
 * here.
 *
 * @module
 */
export { parse } from "npm:yaml@2.9.1";
