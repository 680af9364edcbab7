/**
 * How a value is written into `.env`.
 *
 * python-dotenv must read it exactly. What else reads such files has other
 * rules: `bash` runs the file, Node and `deno --env-file` know no escapes but
 * `\n`, and the latter fills in `$NAME`. A form that all read alike is taken
 * wherever there is one.
 *
 * @module
 */
import { SPACE } from "./dotenv_bindings.ts";
import { withoutReferences } from "./interpolate.ts";

/** A reader that may take a value for another. */
export type OtherReader = "Node" | "deno --env-file" | "bash";

/** A value as written, and who reads something else. */
export interface EncodedValue {
  readonly text: string;
  readonly misreaders: readonly OtherReader[];
}

/** Means the same bare and quoted, everywhere. */
const PLAIN = /^[\w./:@%+,=-]*$/;
/** Single quotes would need an escape, which python-dotenv alone knows. */
const NOT_IN_SINGLE = /['\r]|\\\\|\\$/;
/** What some reader fills in, runs or unescapes in double quotes. */
const NOT_IN_DOUBLE = /["$`\r]|\\(?:[\\'"abfnrtv\n]|$)/;
/** What double quotes with `\\` and `\"` cannot hide from bash. */
const NOT_ESCAPED_IN_BASH = /[$`\r]/;
/** A line that is read as it is, by all but bash. */
const BARE = new RegExp(
  `^(?![${SPACE}'"\`\\ufeff])[^#\\r\\n]+(?<![${SPACE}\\ufeff])$`,
);

const NOBODY_ELSE: readonly OtherReader[] = ["Node", "deno --env-file", "bash"];

/** Chooses the form that most readers take for the value. */
export function encodeValue(value: string): EncodedValue {
  const escaped = withoutReferences(value);
  const hasReferences = escaped !== value;
  if (PLAIN.test(value)) return { text: value, misreaders: [] };
  if (!hasReferences && !NOT_IN_SINGLE.test(value)) {
    return { text: `'${value}'`, misreaders: [] };
  }
  if (!NOT_IN_DOUBLE.test(value)) return { text: `"${value}"`, misreaders: [] };
  if (!NOT_ESCAPED_IN_BASH.test(value)) {
    return {
      text: doubleQuoted(value),
      misreaders: ["Node", "deno --env-file"],
    };
  }
  if (!hasReferences && BARE.test(value)) {
    const misreaders: OtherReader[] = value.includes("$")
      ? ["deno --env-file", "bash"]
      : ["bash"];
    return { text: value, misreaders };
  }
  return { text: doubleQuoted(escaped), misreaders: NOBODY_ELSE };
}

function doubleQuoted(value: string): string {
  const escaped = value.replace(/[\\"]/g, "\\$&").replaceAll("\r", "\\r");
  return `"${escaped}"`;
}
