/**
 * The Python that tests run the app with.
 *
 * @module
 */
import { join } from "node:path";
import { CHECKOUT } from "../checkout.ts";

/**
 * Finds a Python that has the app's packages: the checkout's own `.venv`, else
 * what `HEARTH_TEST_PYTHON` names.
 *
 * @throws {Error} when there is neither
 */
export async function testPython(): Promise<string> {
  const own = join(CHECKOUT, ".venv/bin/python");
  const found = await Deno.stat(own).then(() => own, () => undefined) ??
    Deno.env.get("HEARTH_TEST_PYTHON");
  if (found === undefined) {
    throw new Error(
      "No Python for the tests: run `deno task setup` or set HEARTH_TEST_PYTHON",
    );
  }
  return found;
}
