/**
 * Variables in which a project's code looks for its databases.
 *
 * @module
 */
import type { Literal } from "../propose/proposal.ts";

type Options = { readonly [key: string]: Literal };

/** What the code reads, and what examples of an `.env` file say. */
export interface ReadVariables {
  readonly names: readonly string[];
  /** Values that the code and examples of an `.env` file give them. */
  readonly values: ReadonlyMap<string, string>;
}

/** By what it is: the last words of a variable's name. */
const ROLES = {
  host: /^(?:HOST(?:NAME)?|SERVER|ADDR(?:ESS)?)$/,
  port: /^PORT$/,
  user: /^USER(?:NAME)?$/,
  password: /^(?:PASS(?:WORD|WD)?|PWD)$/,
  database: /^(?:DB_?NAME|NAME|DB|DATABASE(?:_NAME)?)$/,
} as const;
const POSTGRES_PART =
  /^((?:\w+_)?(?:POSTGRES(?:QL)?|PSQL|PG|DB|DATABASE|SQL|RDS))_?([A-Z_]+)$/;
const REDIS_PART = /^((?:\w+_)?REDIS(?:_\w+)?)_(HOST|PORT|PASSWORD)$/;
const POSTGRES_URL =
  /^(?:\w+_)?(?:POSTGRES(?:QL)?|DB|DATABASE|SQLALCHEMY(?:_DATABASE)?)_?(?:URL|URI|DSN)$/;
/** Hosts that sell Redis name the variable after themselves. */
const REDIS_URL =
  /^(?:\w+_)?REDIS(?:TOGO|CLOUD|GREEN)?_?(?:URL|URI|DSN)$|^OPENREDIS_URL$/;
/** Databases of another kind, or for another purpose. */
const OTHERS = /MYSQL|MARIA|MSSQL|MONGO|ORACLE|SQLITE|NEO4J|VECTOR|TEST/;

/**
 * Options with which the preset provides what the code reads; `undefined` where
 * the code reads no variable of that kind.
 */
export function postgresOptions(
  { names, values }: ReadVariables,
): Options | undefined {
  const own = names.filter((name) => !OTHERS.test(name) && !/REDIS/.test(name));
  const urls = own.filter((name) =>
    POSTGRES_URL.test(name) || /^postgres\w*(?:\+\w+)?:\/\//.test(
      values.get(name) ?? "",
    )
  );
  const variables = partsOf(own, POSTGRES_PART);
  const isWhole = variables !== undefined &&
    (variables.host ?? variables.password) !== undefined &&
    Object.keys(variables).length > 1;
  if (urls.length === 0 && !isWhole) return undefined;
  const variable = namesOf(urls, "DATABASE_URL");
  const url =
    urls.map((name) => values.get(name) ?? "").find((text) =>
      text.includes("://")
    ) ?? "";
  const scheme = /^(postgres\w*(?:\+\w+)?):\/\//.exec(url)?.[1];
  return {
    ...(variable !== undefined && !isWhole && { variable }),
    ...(scheme?.includes("+") && { scheme }),
    ...(isWhole && { variables }),
  };
}

/** The same for Redis, without a password where the code takes none. */
export function redisOptions(
  { names, values }: ReadVariables,
): Options | undefined {
  const own = names.filter((name) => !/TEST/.test(name));
  const urls = own.filter((name) =>
    REDIS_URL.test(name) || /^redis(?:s)?:\/\//.test(values.get(name) ?? "")
  );
  const variables = partsOf(own, REDIS_PART);
  if (urls.length === 0 && variables === undefined) return undefined;
  const variable = namesOf(urls, "REDIS_URL");
  const isOpen = urls.length === 0 && variables?.password === undefined;
  return {
    ...(variable !== undefined && { variable }),
    ...(urls.length === 0 && variables !== undefined && { variables }),
    ...(isOpen && { config: ['requirepass ""'] }),
  };
}

/** Names of variables that options of a preset provide. */
export function providedBy(preset: string, options: Options): string[] {
  if (preset !== "postgres" && preset !== "redis") return [];
  const { variable, variables } = options;
  const standard = preset === "postgres" ? "DATABASE_URL" : "REDIS_URL";
  return [
    ...[variable ?? standard].flat(),
    ...(typeof variables === "object" ? Object.values(variables) : []),
  ].filter((name) => typeof name === "string");
}

/** What `variable` has to say: one name, several, or nothing. */
function namesOf(
  urls: readonly string[],
  standard: string,
): string | readonly string[] | undefined {
  const [first, ...others] = urls;
  if (others.length > 0) return urls;
  return first === standard ? undefined : first;
}

/** The variables with one beginning that say most, each by its role. */
function partsOf(
  names: readonly string[],
  pattern: RegExp,
): Record<string, string> | undefined {
  const groups = new Map<string, Record<string, string>>();
  for (const name of names) {
    const [, prefix = "", part = ""] = pattern.exec(name) ?? [];
    for (const [role, words] of Object.entries(ROLES)) {
      if (!words.test(part)) continue;
      groups.set(prefix, { [role]: name, ...groups.get(prefix) });
    }
  }
  const [best] = [...groups.values()].sort((one, other) =>
    Object.keys(other).length - Object.keys(one).length
  );
  if (best === undefined) return undefined;
  return Object.fromEntries(
    Object.keys(ROLES).flatMap((role) =>
      best[role] === undefined ? [] : [[role, best[role]]]
    ),
  );
}
