/**
 * The network, backed by Deno.
 *
 * @module
 */
import { linuxPortOwner } from "./linux_ports.ts";
import { ask } from "./plain_http.ts";
import type {
  HttpAnswer,
  HttpRequest,
  Network,
  PortOwner,
  Processes,
} from "./mod.ts";

/**
 * Addresses that are tried: a listener on any of them makes the port busy.
 * The wildcards come too because macOS lets a loopback address be bound
 * beside a wildcard that somebody else holds.
 */
const ADDRESSES = ["127.0.0.1", "0.0.0.0", "[::1]", "[::]"];

/** The real network. */
export function denoNetwork(
  os: "linux" | "darwin" | "windows",
  proc: Pick<Processes, "run" | "commandLine">,
): Network {
  return {
    isFree: (port) => ADDRESSES.every((address) => canBind(address, port)),
    owner: (port, likely) =>
      os === "linux" ? linuxOwner(port, proc, likely) : lsofOwner(port, proc),
    get,
    ask,
    request,
  };
}

function canBind(address: string, port: number): boolean {
  try {
    Deno.listen({ hostname: address.replace(/[[\]]/g, ""), port }).close();
    return true;
  } catch (error) {
    // A machine without IPv6 cannot have a listener there.
    return !(error instanceof Deno.errors.AddrInUse ||
      error instanceof Deno.errors.PermissionDenied);
  }
}

async function linuxOwner(
  port: number,
  proc: Pick<Processes, "commandLine">,
  likely: readonly number[] = [],
): Promise<PortOwner | undefined> {
  const pid = linuxPortOwner(port, likely);
  if (pid === undefined) return undefined;
  return { pid, command: await proc.commandLine(pid) ?? "" };
}

async function lsofOwner(
  port: number,
  proc: Pick<Processes, "run" | "commandLine">,
): Promise<PortOwner | undefined> {
  const command = ["lsof", "-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fp"];
  const { stdout } = await proc.run(command);
  const pid = Number(/^p(\d+)$/m.exec(stdout)?.[1]);
  if (!Number.isInteger(pid)) return undefined;
  return { pid, command: await proc.commandLine(pid) ?? "" };
}

/**
 * Asks in the plainest HTTP: the client behind `fetch` takes longer to load
 * than an empty program to run, while the services that it would ask start.
 */
async function get(
  url: string,
  deadline: number,
): Promise<HttpAnswer | undefined> {
  const { hostname, port, pathname, search, host } = new URL(url);
  let connection: Deno.TcpConn | undefined;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    connection?.close();
  }, deadline);
  try {
    connection = await Deno.connect({ hostname, port: Number(port) });
    const request =
      `GET ${pathname}${search} HTTP/1.0\r\nHost: ${host}\r\n\r\n`;
    await connection.write(new TextEncoder().encode(request));
    const status = statusOf(await firstLine(connection));
    return status === undefined ? undefined : { status };
  } catch {
    return undefined; // refused, reset, not HTTP, or too slow
  } finally {
    clearTimeout(timer);
    if (!isLate) connection?.close();
  }
}

/** What a server says up to the first end of a line. */
async function firstLine(connection: Deno.TcpConn): Promise<string> {
  const bytes = new Uint8Array(1024);
  let line = "";
  while (!line.includes("\n")) {
    const count = await connection.read(bytes);
    if (count === null) break;
    line += new TextDecoder().decode(bytes.subarray(0, count));
  }
  return line;
}

function statusOf(line: string): number | undefined {
  const digits = /^HTTP\/\d\.\d (\d{3})\b/.exec(line)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

async function request(
  url: string,
  { method, headers, body, deadline, signal }: HttpRequest,
): Promise<HttpAnswer | undefined> {
  const late = AbortSignal.timeout(deadline);
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: body ?? null,
      // What is sent is for that server alone.
      redirect: "manual",
      signal: signal ? AbortSignal.any([late, signal]) : late,
    });
    await response.body?.cancel();
    return { status: response.status };
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}
