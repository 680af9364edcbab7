/**
 * Numbers as typed for a flag.
 *
 * @module
 */

/** Which numbers a flag takes. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** Whether a fraction is refused. @default {true} */
  readonly whole?: boolean;
}

/** Digits, and a fraction where one is allowed: no sign, no exponent. */
const WHOLE = /^\d+$/;
const DECIMAL = /^\d+(\.\d+)?$/;

/**
 * Makes the parser of a flag that takes a number.
 *
 * @returns a function that throws a `RangeError` for anything but such a number
 */
export function numberFlag(
  { min, max, whole = true }: NumberRange,
): (text: string) => number {
  return (text) => {
    const value = Number(text);
    const isNumber = (whole ? WHOLE : DECIMAL).test(text);
    if (isNumber && value >= min && value <= max) return value;
    throw new RangeError(
      `Expected a ${
        whole ? "whole number" : "number"
      } from ${min} to ${max}, not "${text}"`,
    );
  };
}
