/**
 * How long services take to stop.
 *
 * @module
 */
import type { Suite } from "../sampling/suite.ts";
import { servicesSuite } from "../services/services_suite.ts";

const suite: Suite = servicesSuite({
  brief: "from the command until no process is left",
  title: "stop → all gone",
  timed: "stop",
});
export default suite;
