/**
 * The version of Hearth that runs.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };

/** As in `deno.json`: `"0.2.0"`. */
export const VERSION: string = config.version;
