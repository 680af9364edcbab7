/**
 * How long services take to stop.
 *
 * @module
 */
import type { Suite } from "../../lib/bench/sampling/suite.ts";
import { BARE } from "../../lib/bench/services/service_ways.ts";
import { servicesSuite } from "../../lib/bench/services/services_suite.ts";
import { rivals } from "../rivals.ts";

const suite: Suite = servicesSuite({
  ...rivals,
  brief: "from the command until nothing is left, a busy kernel included",
  title: "stop → all gone, one kernel busy",
  budgets: [{ of: BARE, over: 30 }],
  timed: "stop",
});
export default suite;
