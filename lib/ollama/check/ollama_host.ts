/**
 * Where the Ollama server is, by Ollama's own rules for `OLLAMA_HOST`.
 *
 * @module
 */

/** Ports where none is given: Ollama's own, or the scheme's. */
const PORT = { none: "11434", http: "80", https: "443" } as const;

/** Scheme, host, port and maybe a path, and nothing that a URL reads anew. */
const ADDRESS =
  /^https?:\/\/(\[[\da-fA-F:.]+\]|[^\s/?#@%\\[\]:]+):\d+(\/[^?#]*)?$/;

/**
 * The address that Ollama makes of `OLLAMA_HOST`: a host, a port, both, or an
 * address with scheme and path. Never throws: what cannot be an address comes
 * out as no valid URL either, as it does in Ollama.
 *
 * @example
 * ```ts
 * resolveOllamaHost(":8080"); // "http://:8080"
 * resolveOllamaHost("https://example.com/llm"); // "https://example.com:443/llm"
 * ```
 */
export function resolveOllamaHost(value: string | undefined): string {
  const text = unquoted(value ?? "");
  const [before, after] = cut(text, "://");
  const hasScheme = after !== undefined;
  // The maker's own service is the one host with another default.
  if (text === "ollama.com") return "https://ollama.com:443";
  const scheme = hasScheme ? before : "http";
  const fallback = hasScheme && (scheme === "http" || scheme === "https")
    ? PORT[scheme]
    : PORT.none;
  const [place, path = ""] = cut(after ?? text, "/");
  const { host, port } = splitHostAndPort(place) ?? {
    host: hostWithoutPort(place),
    port: fallback,
  };
  const bracketed = host.includes(":") ? `[${host}]` : host;
  const given = isPort(port) ? port : fallback;
  return `${scheme}://${bracketed}:${given}${path && `/${path}`}`;
}

/**
 * The same address for those who connect: a server that listens on every
 * address, or on none that is named, is asked on loopback.
 *
 * @returns `undefined` when it is no address over HTTP
 */
export function clientAddress(resolved: string): string | undefined {
  const address = resolved
    .replace(/^(https?:\/\/)(?:0\.0\.0\.0)?:/, "$1127.0.0.1:")
    .replace(/^(https?:\/\/)\[::\]:/, "$1[::1]:");
  return ADDRESS.test(address) && URL.canParse(address)
    ? address.replace(/\/+$/, "")
    : undefined;
}

/** Spaces go, then quotes, then the spaces that were inside them. */
function unquoted(value: string): string {
  return value.trim().replace(/^["']+|["']+$/g, "").trim();
}

function cut(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  if (at < 0) return [text, undefined];
  return [text.slice(0, at), text.slice(at + mark.length)];
}

/** `host:port` or `[host]:port`; `undefined` for anything else. */
function splitHostAndPort(
  text: string,
): { host: string; port: string } | undefined {
  const match = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text);
  if (match === null) return undefined;
  const [, bracketed, bare = "", port = ""] = match;
  return { host: bracketed ?? bare, port };
}

/** Addresses of IPv6 need no brackets and come out in their short form. */
function hostWithoutPort(text: string): string {
  if (text === "") return "127.0.0.1";
  const inside = text.replace(/^[[\]]+|[[\]]+$/g, "");
  if (!inside.includes(":")) return isIPv4(inside) ? inside : text;
  if (!URL.canParse(`http://[${inside}]`)) return text;
  const short = new URL(`http://[${inside}]`).hostname.slice(1, -1);
  return mappedIPv4(short) ?? short;
}

/** The IPv4 address inside `::ffff:102:304`. */
function mappedIPv4(address: string): string | undefined {
  const match = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(address);
  if (match === null) return undefined;
  return match.slice(1).flatMap((part) => {
    const number = parseInt(part, 16);
    return [number >> 8, number & 255];
  }).join(".");
}

function isIPv4(text: string): boolean {
  const part = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  return new RegExp(`^${part}(\\.${part}){3}$`).test(text);
}

/** A whole number up to 65535, written with or without a sign. */
function isPort(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && Number(text) >= 0 && Number(text) <= 65535;
}
