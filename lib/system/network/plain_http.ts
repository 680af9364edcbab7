/**
 * Small questions over HTTP, with a deadline for the whole answer.
 *
 * @module
 */
import { isLoopback } from "./loopback.ts";
import type { HttpAnswer, HttpQuestion, HttpResult } from "../mod.ts";

/** Bytes of an answer that are read; a longer one is not from a server that Hearth asks. */
const MOST = 4 * 1024 * 1024;

/**
 * Asks and reads the whole answer. On loopback in the plainest HTTP, because
 * the client behind `fetch` takes longer to load than most answers to come;
 * anywhere else with `fetch`, which knows proxies and certificates.
 */
export async function ask(
  url: string,
  question: HttpQuestion,
): Promise<HttpResult> {
  const { protocol, hostname } = new URL(url);
  const isPlain = protocol === "http:" && isLoopback(hostname);
  // Deno's own timer: the first `setTimeout` loads Node's, which takes longer
  // than an answer does.
  const late = AbortSignal.timeout(question.deadline);
  const signal = question.signal
    ? AbortSignal.any([late, question.signal])
    : late;
  const asking = isPlain
    ? askPlainly(url, question, signal, readWhole)
    : askByFetch(url, question, signal);
  const outcome = await unlessLate(asking, signal);
  question.signal?.throwIfAborted();
  return outcome;
}

/**
 * Asks a server on loopback for the status alone, as its answer may be one
 * that never ends; `undefined` when there is none in time.
 */
export async function askStatus(
  url: string,
  deadline: number,
): Promise<HttpAnswer | undefined> {
  const signal = AbortSignal.timeout(deadline);
  const asking = askPlainly(url, { deadline }, signal, readStatus);
  const outcome = await unlessLate(asking, signal);
  return outcome.kind === "answered" ? { status: outcome.status } : undefined;
}

async function unlessLate(
  asking: Promise<HttpResult>,
  signal: AbortSignal,
): Promise<HttpResult> {
  const { promise: late, resolve } = Promise.withResolvers<HttpResult>();
  const giveUp = (): void => resolve({ kind: "silent" });
  signal.addEventListener("abort", giveUp);
  try {
    return await Promise.race([asking, late]);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

async function askPlainly(
  url: string,
  { json }: HttpQuestion,
  signal: AbortSignal,
  read: (connection: Deno.TcpConn) => Promise<HttpResult>,
): Promise<HttpResult> {
  const { hostname, port, pathname, search, host } = new URL(url);
  let connection: Deno.TcpConn;
  try {
    connection = await Deno.connect({
      hostname: hostname.replace(/[[\]]/g, ""),
      port: Number(port || 80),
    });
  } catch (error) {
    return { kind: "unreachable", why: reasonOf(error) };
  }
  const close = (): void => connection.close();
  if (signal.aborted) {
    close();
    return { kind: "silent" };
  }
  signal.addEventListener("abort", close);
  try {
    const body = json === undefined ? "" : JSON.stringify(json);
    const { length } = new TextEncoder().encode(body);
    await send(
      connection,
      [
        `${json === undefined ? "GET" : "POST"} ${pathname}${search} HTTP/1.0`,
        `Host: ${host}`,
        ...(json === undefined
          ? []
          : ["Content-Type: application/json", `Content-Length: ${length}`]),
        "",
        body,
      ].join("\r\n"),
    );
    return await read(connection);
  } catch {
    return { kind: "garbled" }; // reset in the middle
  } finally {
    signal.removeEventListener("abort", close);
    if (!signal.aborted) close();
  }
}

async function send(connection: Deno.TcpConn, text: string): Promise<void> {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) {
    rest = rest.subarray(await connection.write(rest));
  }
}

/** What the server says up to the first end of a line. */
async function readStatus(connection: Deno.TcpConn): Promise<HttpResult> {
  const decoder = new TextDecoder();
  const bytes = new Uint8Array(1024);
  let line = "";
  while (!line.includes("\n")) {
    const count = await connection.read(bytes);
    if (count === null) break;
    line += decoder.decode(bytes.subarray(0, count), { stream: true });
  }
  const status = /^HTTP\/\d\.\d (\d{3})\b/.exec(line)?.[1];
  return status === undefined
    ? { kind: "garbled" }
    : { kind: "answered", status: Number(status), text: "" };
}

/** Everything up to the end that the server announces, or makes. */
async function readWhole(connection: Deno.TcpConn): Promise<HttpResult> {
  const decoder = new TextDecoder();
  const bytes = new Uint8Array(64 * 1024);
  let text = "";
  let size = 0;
  let end = MOST;
  while (size < end) {
    const count = await connection.read(bytes);
    if (count === null) break;
    text += decoder.decode(bytes.subarray(0, count), { stream: true });
    size += count;
    const head = /^[\s\S]*?\r\n\r\n/.exec(text)?.[0];
    const length = /^content-length: *(\d+)/im.exec(head ?? "")?.[1];
    if (head && length) end = head.length + Number(length);
  }
  return parseAnswer(text);
}

function parseAnswer(text: string): HttpResult {
  const answer = /^HTTP\/\d\.\d (\d{3})\b[\s\S]*?\r\n\r\n([\s\S]*)$/.exec(text);
  if (answer === null) return { kind: "garbled" };
  const [, status, body = ""] = answer;
  return { kind: "answered", status: Number(status), text: body };
}

async function askByFetch(
  url: string,
  { json }: HttpQuestion,
  signal: AbortSignal,
): Promise<HttpResult> {
  try {
    const answer = await fetch(url, {
      signal,
      redirect: "manual",
      ...(json !== undefined && {
        method: "POST",
        body: JSON.stringify(json),
      }),
    });
    const text = await answer.text();
    return { kind: "answered", status: answer.status, text };
  } catch (error) {
    if (signal.aborted) return { kind: "silent" };
    return { kind: "unreachable", why: reasonOf(error) };
  }
}

/** The system's own words, without Deno's around them. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  const words = error.message.split(": ").at(-1) ?? "";
  return words.replace(/ \(os error \d+\)/, "").toLowerCase();
}
