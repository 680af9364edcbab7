/**
 * Requests that `fetch` would not send.
 *
 * @module
 */
import type { AppServer } from "./app_server.ts";

/**
 * Sends a request exactly as given, which `fetch` would not, with the cookie of
 * the port that it asks for; returns the answer.
 */
export async function rawRequest(
  app: AppServer,
  { request, headers }: {
    readonly request: string;
    readonly headers: readonly string[];
  },
): Promise<string> {
  using connection = await Deno.connect({
    hostname: "127.0.0.1",
    port: app.port,
  });
  const [, port = "80"] = /^Host: .*:(\d+)$/m.exec(headers.join("\n")) ?? [];
  const cookie = app.cookie.replace(/^hearth-\d+/, `hearth-${port}`);
  const text = [
    `${request} HTTP/1.1`,
    ...headers,
    `Cookie: ${cookie}`,
    "Connection: close",
    "",
    "",
  ];
  await connection.write(new TextEncoder().encode(text.join("\r\n")));
  return await new Response(connection.readable).text();
}

/** The status of an answer. */
export function statusOf(answer: string): number {
  return Number(answer.split(" ", 2)[1]);
}
