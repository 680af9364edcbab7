/**
 * How long services take to stop.
 *
 * @module
 */
import { BARE } from "../service_ways.ts";
import { waysSuite } from "../ways_suite.ts";

export default waysSuite({
  brief: "from the command until nothing is left, a busy kernel included",
  title: "stop → all gone, one kernel busy",
  budgets: [{ of: BARE, over: 50 }],
  timed: "stop",
});
