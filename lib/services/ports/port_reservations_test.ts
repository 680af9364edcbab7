import assert from "node:assert/strict";
import { freePort } from "../../../tests/support/free_port.ts";
import { portReservations } from "./port_reservations.ts";
import { denoSystem } from "../../system/deno.ts";
import type { System } from "../../system/mod.ts";

const system = denoSystem();
const ignore = system.env.os === "windows";

Deno.test({
  name: "take() gives a port to one start at a time",
  ignore,
  async fn() {
    const port = freePort();
    await using first = portReservations(system);
    await using second = portReservations(system);
    assert.equal(await first.take("web", port), "free");
    assert.equal(await second.take("web", port), "reserved");
    await first.release("web");
    assert.equal(await second.take("web", port), "free");
  },
});

Deno.test({
  name: "take() reserves nothing where somebody listens",
  ignore,
  async fn() {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr;
    await using first = portReservations(system);
    await using second = portReservations(system);
    assert.equal(await first.take("web", port), "busy");
    assert.equal(await second.take("web", port), "busy");
  },
});

Deno.test("take() looks at the port alone where no lock can be made", async () => {
  const fs = {
    mkdir: () => Promise.reject(new Error("read-only")),
  } as unknown as System["fs"];
  const port = freePort();
  await using first = portReservations({ ...system, fs });
  await using second = portReservations({ ...system, fs });
  assert.equal(await first.take("web", port), "free");
  assert.equal(await second.take("web", port), "free");
});
