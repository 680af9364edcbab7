/**
 * Bringing `.venv` up to date, as in any workspace.
 *
 * @module
 */
export { default } from "../../lib/bench/suites/setup.ts";
