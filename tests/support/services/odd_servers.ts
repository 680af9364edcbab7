/**
 * Servers that are not what somebody hopes for.
 *
 * @module
 */

/** A server on loopback; `host` is what `OLLAMA_HOST` would say. */
export interface OddServer extends AsyncDisposable {
  readonly host: string;
}

/** Accepts connections, of each of which it may report, and never says a word. */
export function silentServer(
  onConnection: () => void = () => undefined,
): OddServer {
  return rawServer(onConnection);
}

/** Says something that is not HTTP. */
export function bannerServer(): OddServer {
  return rawServer(async (connection) => {
    await connection.write(new TextEncoder().encode("220 mail.example\r\n"));
    connection.close();
  });
}

/** Answers over HTTP, with the same text to every request or as it is told. */
export function httpServer(answer: string | Deno.ServeHandler): OddServer {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    typeof answer === "string" ? () => new Response(answer) : answer,
  );
  return {
    host: `127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

function rawServer(
  answer: (connection: Deno.TcpConn) => unknown,
): OddServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connections: Deno.TcpConn[] = [];
  const served = (async () => {
    for await (const connection of listener) {
      connections.push(connection);
      await answer(connection);
    }
  })();
  return {
    host: `127.0.0.1:${listener.addr.port}`,
    async [Symbol.asyncDispose]() {
      listener.close();
      await served.catch(() => undefined);
      for (const connection of connections) closeQuietly(connection);
    },
  };
}

function closeQuietly(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
