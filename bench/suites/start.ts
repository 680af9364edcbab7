/**
 * How long services take to start.
 *
 * @module
 */
import { AS_PIP_GIVES, BARE } from "../service_ways.ts";
import { waysSuite } from "../ways_suite.ts";

export default waysSuite({
  brief: "from the command until JupyterLab and the app answer",
  title: "start → all answer",
  budgets: [
    { of: BARE, over: 60 },
    { of: AS_PIP_GIVES, ratio: 0.4 },
  ],
  timed: "start",
});
