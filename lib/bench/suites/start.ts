/**
 * How long services take to start.
 *
 * @module
 */
import type { Suite } from "../sampling/suite.ts";
import { servicesSuite } from "../services/services_suite.ts";

const suite: Suite = servicesSuite({
  brief: "from the command until every service is ready",
  title: "start → all answer",
  timed: "start",
});
export default suite;
