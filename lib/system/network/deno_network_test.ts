import assert from "node:assert/strict";
import { denoSystem } from "../deno.ts";

const { net, env } = denoSystem();

/** Listens on an address and a port that the system chooses. */
function listenOn(hostname: string): Deno.TcpListener {
  return Deno.listen({ hostname, port: 0 });
}

for (const address of ["127.0.0.1", "0.0.0.0", "::1", "::"]) {
  Deno.test(`isFree() sees a listener on ${address}`, () => {
    const listener = listenOn(address);
    const { port } = listener.addr;
    assert.equal(net.isFree(port), false);
    listener.close();
    assert.equal(net.isFree(port), true);
  });
}

Deno.test({
  name: "owner() names this process and its command",
  ignore: env.os === "windows",
  async fn() {
    using listener = listenOn("127.0.0.1");
    const owner = await net.owner(listener.addr.port);
    assert.equal(owner?.pid, Deno.pid);
    assert.match(owner?.command ?? "", /deno/);
  },
});

Deno.test("get() gives nothing for a closed port or one that never answers", async () => {
  using silent = listenOn("127.0.0.1");
  assert.equal(
    await net.get(`http://127.0.0.1:${silent.addr.port}/`, 50),
    undefined,
  );
  const gone = listenOn("127.0.0.1");
  const { port } = gone.addr;
  gone.close();
  assert.equal(await net.get(`http://127.0.0.1:${port}/`, 1000), undefined);
});

Deno.test("get() gives the status and follows no redirect", async () => {
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("here", { status: 302, headers: { location: "/x" } }),
  );
  const answer = await net.get(`http://127.0.0.1:${server.addr.port}/`, 1000);
  assert.deepEqual(answer, { status: 302 });
});
