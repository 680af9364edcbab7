/**
 * A kernel, driven through Jupyter's own API as a browser does.
 *
 * @module
 */
import { waitFor } from "../wait_for.ts";

/** A running kernel. */
export interface Kernel {
  /** Sends code and waits until what it prints matches. */
  execute(code: string, prints: RegExp): Promise<RegExpExecArray>;
  /** Stops listening; the kernel goes on. */
  close(): void;
}

/**
 * Starts a kernel in a JupyterLab.
 *
 * @param page Address of its page, with the token
 */
export async function startKernel(page: string): Promise<Kernel> {
  const { host, searchParams } = new URL(page);
  const token = searchParams.get("token") ?? "";
  const answer = await fetch(`http://${host}/api/kernels`, {
    method: "POST",
    headers: { authorization: `token ${token}` },
    body: "{}",
  });
  const { id } = await answer.json();
  const socket = new WebSocket(
    `ws://${host}/api/kernels/${id}/channels?token=${token}`,
  );
  let printed = "";
  let isReady = false;
  socket.onmessage = ({ data }) => {
    const { msg_type, content } = JSON.parse(data);
    if (msg_type === "stream") printed += content.text;
    if (msg_type === "error") printed += content.traceback.join("\n");
    if (msg_type === "kernel_info_reply") isReady = true;
  };
  const send = (type: string, content: unknown): void =>
    socket.send(JSON.stringify({
      channel: "shell",
      header: {
        msg_id: crypto.randomUUID(),
        msg_type: type,
        session: "test",
        username: "test",
        version: "5.3",
        date: new Date().toISOString(),
      },
      parent_header: {},
      metadata: {},
      content,
    }));
  await waitFor(
    () => socket.readyState === WebSocket.OPEN,
    "the kernel's socket",
  );
  // What is sent before the kernel listens is lost: ask until it answers.
  await waitFor(() => {
    if (!isReady) send("kernel_info_request", {});
    return isReady;
  }, "the kernel");
  return {
    async execute(code, prints) {
      send("execute_request", { code, silent: false, store_history: false });
      return await waitFor(
        () => prints.exec(printed) ?? undefined,
        `${prints}`,
      );
    },
    close: () => socket.close(),
  };
}
