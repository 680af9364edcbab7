/**
 * A registry on loopback, from which a real Ollama pulls as slowly as a test
 * wants.
 *
 * @module
 */
import { join } from "node:path";

/** A registry that serves what is in the store of an Ollama server. */
export interface OllamaRegistry extends AsyncDisposable {
  /** The name under which Ollama pulls a model from it. */
  nameOf(model: string): string;
  /** Bytes of each part that are sent before it waits; all by default. */
  hold: number;
  /** From which byte parts were asked for, in this order. */
  readonly starts: readonly number[];
  /** The files that were asked for from their first byte on, in this order. */
  readonly begun: readonly string[];
}

/** Bytes that are sent at once. */
const CHUNK = 4096;
/** Milliseconds between two looks whether the rest may be sent. */
const PAUSE = 20;

/** `/v2/library/tiny/manifests/latest`, with `/direct` for what is sent. */
const PATH =
  /^(?<direct>\/direct)?\/v2\/(?<name>[\w./-]+)\/(?<kind>manifests|blobs)\/(?<reference>[\w.:-]+)$/;

/** Starts a registry on the store of a server. */
export async function ollamaRegistry(store: string): Promise<OllamaRegistry> {
  const manifests = join(store, "manifests");
  const [host] = await Array.fromAsync(Deno.readDir(manifests));
  const starts: number[] = [];
  const begun: string[] = [];
  const registry = { hold: Infinity };
  const closing = new AbortController();

  async function answer(request: Request): Promise<Response> {
    const { pathname, port } = new URL(request.url);
    const { direct, name, kind, reference } = PATH.exec(pathname)?.groups ?? {};
    if (name === undefined || reference === undefined) return notFound();
    const file = kind === "blobs"
      ? join(store, "blobs", reference.replace(":", "-"))
      : join(manifests, host?.name ?? "", name, reference);
    const bytes = await Deno.readFile(file).catch(() => undefined);
    if (bytes === undefined) return notFound();
    const isHead = request.method === "HEAD";
    if (kind === "blobs" && !isHead && direct === undefined) {
      // Ollama expects to be sent to a store with another host's name.
      const location = `http://localhost:${port}/direct${pathname}`;
      return new Response(null, { status: 307, headers: { location } });
    }
    const range = /^bytes=(\d+)-(\d+)$/.exec(
      request.headers.get("range") ?? "",
    );
    const from = Number(range?.[1] ?? 0);
    const to = Number(range?.[2] ?? bytes.length - 1) + 1;
    if (range !== null) starts.push(from);
    if (range !== null && from === 0) begun.push(reference);
    const headers = {
      "content-length": `${to - from}`,
      ...(range &&
        { "content-range": `bytes ${from}-${to - 1}/${bytes.length}` }),
    };
    const body = isHead ? null : slowly(bytes.subarray(0, to), from);
    return new Response(body, { status: range ? 206 : 200, headers });
  }

  /** Sends from an offset on, and nothing past `hold` until it is raised. */
  function slowly(bytes: Uint8Array, from: number): ReadableStream<Uint8Array> {
    let at = from;
    let isWanted = true;
    return new ReadableStream({
      cancel: () => void (isWanted = false),
      async pull(controller) {
        while (at >= registry.hold && at < bytes.length) {
          await new Promise((resolve) => setTimeout(resolve, PAUSE));
          if (!isWanted) return;
          if (closing.signal.aborted) return controller.close();
        }
        const end = Math.min(at + CHUNK, bytes.length, registry.hold);
        controller.enqueue(bytes.slice(at, end));
        at = end;
        if (at >= bytes.length) controller.close();
      },
    });
  }

  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen() {},
    signal: closing.signal,
  }, answer);
  return Object.assign(registry, {
    nameOf: (model: string) => `127.0.0.1:${server.addr.port}/library/${model}`,
    starts,
    begun,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await server.finished;
    },
  });
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
