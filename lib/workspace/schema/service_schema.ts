/**
 * What `workspace.ts` may say of a service.
 *
 * @module
 */
import * as v from "valibot";
import { placeholdersIn } from "../placeholder.ts";
import { VARIABLE_NAME } from "../../secrets/store/secret_name.ts";

const SERVICE_NAME = /^[a-z][a-z0-9-]*$/;
const MODULE_NAME =
  /^[\p{ID_Start}_]\p{ID_Continue}*(\.[\p{ID_Start}_]\p{ID_Continue}*)*$/u;
/** Ports that a user without privileges may listen on. */
const PORTS = { lowest: 1024, highest: 65535 };
const SIGNALS = [
  "SIGTERM",
  "SIGINT",
  "SIGQUIT",
  "SIGHUP",
  "SIGUSR1",
  "SIGUSR2",
] as const;
/** The ways to find out that a service is ready, of which it has one. */
const WAYS = ["path", "tcp", "log", "command"] as const;

/** Text that says something. */
export const text = v.pipe(v.string(), v.nonEmpty("must not be empty"));

const path = v.pipe(
  v.string(),
  v.regex(/^\//, 'must be a path that begins with "/"'),
);
const seconds = v.pipe(
  v.number("must be a number of seconds"),
  v.minValue(0.1, "must be at least 0.1 seconds"),
  v.maxValue(3600, "must be at most 3600 seconds"),
);
const portMessage =
  `must be a whole number from ${PORTS.lowest} to ${PORTS.highest}`;
const port = v.pipe(
  v.number(portMessage),
  v.integer(portMessage),
  v.minValue(PORTS.lowest, portMessage),
  v.maxValue(PORTS.highest, portMessage),
);

/** Variables by name. */
export const variables = v.record(
  v.pipe(
    v.string(),
    v.regex(VARIABLE_NAME, "must be a valid name for an environment variable"),
  ),
  v.string(),
);

const command = v.pipe(
  v.array(
    v.pipe(
      text,
      v.check(
        (word) => placeholdersIn(word).every(({ kind }) => kind !== "password"),
        'must not contain {password}, because other users see arguments: use "env"',
      ),
    ),
    "must list a program and its arguments",
  ),
  v.minLength(1, "must list a program and its arguments"),
);

const ready = v.pipe(
  v.strictObject({
    path: v.optional(path),
    tcp: v.optional(v.literal(true, "must be true where it is given")),
    log: v.optional(
      v.pipe(text, v.check(isPattern, "must be a regular expression")),
    ),
    command: v.optional(command),
    timeout: v.optional(seconds, 60),
  }),
  v.check(
    (given) => WAYS.filter((way) => given[way] !== undefined).length <= 1,
    'must have only one of "path", "tcp", "log" and "command"',
  ),
);

const service = v.strictObject({
  command,
  cwd: v.optional(text),
  env: v.optional(variables, {}),
  envFiles: v.optional(v.array(text, "must list paths of files"), []),
  provides: v.optional(variables, {}),
  port: v.optional(port),
  ready: v.optional(ready, {}),
  dependsOn: v.optional(
    v.array(v.string(), "must list names of services"),
    [],
  ),
  before: v.optional(
    v.array(command, "must list commands, each a program and its arguments"),
    [],
  ),
  beforeTimeout: v.optional(seconds, 600),
  restart: v.optional(
    v.picklist(
      ["never", "on-failure", "always"],
      'must be "never", "on-failure" or "always"',
    ),
    "never",
  ),
  optional: v.optional(v.boolean("must be true or false"), false),
  open: v.optional(path),
  stopSignal: v.optional(
    v.picklist(SIGNALS, `must be one of ${SIGNALS.join(", ")}`),
    "SIGTERM",
  ),
  stopTimeout: v.optional(seconds, 5),
  logLimit: v.optional(
    v.pipe(
      v.number("must be a number of megabytes"),
      v.minValue(0.01, "must be at least 0.01 megabytes"),
      v.maxValue(100_000, "must be at most 100000 megabytes"),
    ),
  ),
  address: v.optional(
    v.picklist(["jupyter", "file"], 'must be "jupyter" or "file"'),
  ),
  compileAhead: v.optional(
    v.array(
      v.pipe(
        v.string(),
        v.regex(MODULE_NAME, "must be the name of a Python package"),
      ),
    ),
    [],
  ),
});

/** Services by name. */
export const services = v.record(
  v.pipe(
    v.string(),
    v.regex(
      SERVICE_NAME,
      "must be named with lower-case letters, digits and dashes",
    ),
  ),
  v.pipe(
    service,
    v.check(
      ({ port, open, address }) =>
        port !== undefined || (open === undefined && address === undefined),
      'must have a "port" if it has a page to open',
    ),
    v.check(
      ({ port, ready }) =>
        port !== undefined ||
        (ready.path === undefined && ready.tcp === undefined),
      'must have a "port" if "ready" asks it by "path" or "tcp"',
    ),
  ),
);

function isPattern(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
