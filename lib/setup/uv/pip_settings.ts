/**
 * What pip was told, in uv's words: uv does not read pip's settings.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";

/** Variables of uv by the option of pip whose value they take over. */
const TAKEN_OVER: Readonly<Record<string, readonly string[]>> = {
  "cert": ["SSL_CERT_FILE"],
  "extra-index-url": ["UV_INDEX"],
  "find-links": ["UV_FIND_LINKS"],
  "index-url": ["UV_DEFAULT_INDEX"],
  "proxy": ["HTTPS_PROXY", "HTTP_PROXY"],
  "trusted-host": ["UV_INSECURE_HOST"],
};

/** Variables for uv from pip's files and pip's variables. */
export async function pipSettings(
  { env, fs }: Pick<System, "env" | "fs">,
): Promise<Record<string, string>> {
  const options = new Map<string, string>();
  for (const file of pipFiles(env)) {
    const text = await fs.readText(file);
    if (text !== undefined) parsePipConfig(text).forEach(keep);
  }
  for (const option of Object.keys(TAKEN_OVER)) {
    const value = env.get(`PIP_${option.toUpperCase().replaceAll("-", "_")}`);
    if (value) keep(value, option);
  }
  function keep(value: string, option: string): void {
    options.set(option, value);
  }

  const variables: Record<string, string> = {};
  for (const [option, names] of Object.entries(TAKEN_OVER)) {
    const values = (options.get(option) ?? "").split(/\s+/).filter(Boolean);
    const usable = option === "find-links"
      ? await existing(fs, values)
      : values;
    if (usable.length === 0) continue;
    const separator = option === "find-links" ? "," : " ";
    for (const name of names) variables[name] = usable.join(separator);
  }
  return variables;
}

/** pip's files, the strongest last. */
function pipFiles(env: System["env"]): string[] {
  const own = env.get("PIP_CONFIG_FILE");
  if (own === "/dev/null") return [];
  const home = env.get("HOME") ?? "/";
  const config = env.get("XDG_CONFIG_HOME") ?? join(home, ".config");
  const system = (env.get("XDG_CONFIG_DIRS") ?? "/etc/xdg").split(":")
    .map((dir) => join(dir, "pip", "pip.conf"));
  const onMac = env.os === "darwin";
  return [
    ...(onMac ? ["/Library/Application Support/pip/pip.conf"] : system),
    "/etc/pip.conf",
    join(home, ".pip", "pip.conf"),
    ...(onMac ? [join(home, "Library/Application Support/pip/pip.conf")] : []),
    join(config, "pip", "pip.conf"),
    ...(own ? [own] : []),
  ];
}

/** Options of the sections `[global]` and `[install]`; the latter counts more. */
export function parsePipConfig(text: string): Map<string, string> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let option = "";
  for (const line of text.split(/\r?\n/)) {
    const header = /^\[([^\]]*)\]\s*$/.exec(line);
    const pair = /^([A-Za-z][\w-]*)\s*[=:]\s*(.*)$/.exec(line);
    if (header) {
      const name = header[1] ?? "";
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      option = "";
    } else if (/^\s*[#;]/.test(line)) {
      continue;
    } else if (pair) {
      option = (pair[1] ?? "").toLowerCase().replaceAll("_", "-");
      section?.set(option, (pair[2] ?? "").trim());
    } else if (/^\s+\S/.test(line) && option !== "") {
      const before = section?.get(option) ?? "";
      section?.set(option, `${before} ${line.trim()}`.trim());
    }
  }
  return new Map([
    ...sections.get("global") ?? [],
    ...sections.get("install") ?? [],
  ]);
}

/** pip passes over directories that are absent; uv would stop at one. */
async function existing(
  fs: System["fs"],
  places: readonly string[],
): Promise<string[]> {
  const checked = await Promise.all(places.map(async (place) => {
    const isAddress = /^[a-z]+:\/\//i.test(place);
    return isAddress || await fs.stat(place) !== undefined ? [place] : [];
  }));
  return checked.flat();
}
