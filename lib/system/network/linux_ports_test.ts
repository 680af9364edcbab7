import assert from "node:assert/strict";
import { listeningSockets } from "./linux_ports.ts";

// Lines of /proc/net/tcp: 127.0.0.1:5001 listening, the same port connected,
// and port 15001, which ends in other digits.
const TABLE =
  `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1389 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0
   1: 0100007F:1389 0100007F:A001 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0 20 4 30 10 -1
   2: 00000000:3A99 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0 100 0 0 10 0
`;

Deno.test("listeningSockets() finds listeners on that port only", () => {
  assert.deepEqual(listeningSockets(TABLE, 5001), [
    { address: "0100007F", inode: "111" },
  ]);
  assert.deepEqual(listeningSockets(TABLE, 15001), [
    { address: "00000000", inode: "333" },
  ]);
  assert.deepEqual(listeningSockets(TABLE, 80), []);
  assert.deepEqual(listeningSockets("", 80), []);
});
