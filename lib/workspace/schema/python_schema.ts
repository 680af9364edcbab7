/**
 * What `workspace.ts` may say about Python.
 *
 * @module
 */
import * as v from "valibot";

/** One version specifier of PEP 440 that says which versions serve. */
const SPECIFIER =
  /^(~=\s*\d+(\.\d+)+|(>=|>|<=|<)\s*\d+(\.\d+)*|[=!]=\s*\d+(\.\d+)*(\.\*)?)$/;
/** Names of distributions, extras and dependency groups. */
const NAME = /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i;
/** Files that list packages, by their names' endings. */
const LISTED_IN = /\.(lock|toml|txt|in|ya?ml)$|(^|\/)setup\.(py|cfg)$/;

const names = v.array(
  v.pipe(v.string(), v.regex(NAME, "must be a name of letters and digits")),
);

const file = v.pipe(
  v.string(),
  v.regex(
    LISTED_IN,
    'must be a file such as "uv.lock", "requirements/dev.txt" or "pyproject.toml"',
  ),
);

/** `python` with its defaults. */
export const pythonSchema = v.optional(
  v.strictObject({
    version: v.optional(
      v.pipe(
        v.string(),
        v.check(
          (range) =>
            range.split(",").every((part) => SPECIFIER.test(part.trim())),
          'must be a range such as ">=3.11,<3.15"',
        ),
      ),
    ),
    from: v.optional(
      v.pipe(
        v.union(
          [file, v.array(file)],
          'must be a file such as "requirements/dev.txt", or a list of files',
        ),
        v.transform((from) => typeof from === "string" ? [from] : from),
      ),
      [],
    ),
    extras: v.optional(names, []),
    groups: v.optional(names, []),
    exclude: v.optional(names, []),
    editable: v.optional(v.boolean()),
    imports: v.optional(
      v.array(v.pipe(v.string(), v.nonEmpty("must not be empty"))),
      [],
    ),
  }),
  {},
);
