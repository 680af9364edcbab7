/**
 * How long services take to start.
 *
 * @module
 */
import type { Suite } from "../../lib/bench/sampling/suite.ts";
import { BARE } from "../../lib/bench/services/service_ways.ts";
import { servicesSuite } from "../../lib/bench/services/services_suite.ts";
import { AS_PIP_GIVES, rivals } from "../rivals.ts";

const suite: Suite = servicesSuite({
  ...rivals,
  brief: "from the command until JupyterLab and the app answer",
  title: "start → all answer",
  budgets: [
    // 45 ms more than the bare programs' 534.
    { of: BARE, ratio: 1.085 },
    { of: AS_PIP_GIVES, ratio: 0.4 },
  ],
  timed: "start",
});
export default suite;
