/**
 * The network, backed by Deno.
 *
 * @module
 */
import { linuxPortOwner } from "./linux_ports.ts";
import { ask, askStatus } from "./plain_http.ts";
import type {
  HttpAnswer,
  HttpRequest,
  Network,
  OwnerOptions,
  PortOwner,
  Processes,
} from "../mod.ts";

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
    owner: (port, options) =>
      os === "linux" ? linuxOwner(port, proc, options) : lsofOwner(port, proc),
    connects,
    get: askStatus,
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

async function connects(
  port: number,
  { host, deadline }: { readonly host: string; readonly deadline: number },
): Promise<boolean> {
  const signal = AbortSignal.timeout(deadline);
  try {
    const hostname = host.replace(/[[\]]/g, "");
    (await Deno.connect({ hostname, port, signal })).close();
    return true;
  } catch {
    return false; // nothing listens, or not in time
  }
}

async function linuxOwner(
  port: number,
  proc: Pick<Processes, "commandLine">,
  options?: OwnerOptions,
): Promise<PortOwner | undefined> {
  const pid = linuxPortOwner(port, options);
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
