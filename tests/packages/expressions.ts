/**
 * GitHub's own expressions, evaluated by tests of the Action; see
 * `fast_check.ts` for why it is named here.
 *
 * @module
 */
export {
  data,
  Evaluator,
  Lexer,
  Parser,
} from "npm:@actions/expressions@0.3.61";
