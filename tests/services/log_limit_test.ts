/**
 * Logs with a limit: HEARTH_LOG_MEGABYTES says how much a service writes.
 *
 * @module
 */
import assert from "node:assert/strict";
import { withLogLimit } from "../../lib/services/logs/limited_log.ts";
import {
  freePort,
  processesWith,
  requiresRoot,
  tempDir,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";
import { service } from "../support/services/service_fixtures.ts";

const MEGABYTES = Number(Deno.env.get("HEARTH_LOG_MEGABYTES") ?? 8);
/** What the block that is being written may be over the limit. */
const SLACK = 70_000;

/** Runs a Python program with a limit on its log, until the log is complete. */
async function run(
  log: string,
  program: string,
  { logLimit, prefix = [] }: {
    readonly logLimit: number;
    readonly prefix?: readonly string[];
  },
): Promise<number> {
  await Deno.writeTextFile(log, "");
  const command = ["python3", "-c", program];
  const [name = "", ...args] = [
    ...prefix,
    ...withLogLimit(command, { log, logLimit }),
  ];
  const child = new Deno.Command(name, {
    args,
    env: { LOG_MARK: log },
    stdin: "null",
  }).spawn();
  const { code } = await child.status;
  await waitFor(
    async () => (await processesWith("LOG_MARK", log)).length === 0,
    "the end of what keeps the log",
  );
  return code;
}

async function sizeOf(file: string): Promise<number> {
  return (await Deno.stat(file)).size;
}

Deno.test("a log with a limit keeps the newest lines, all of them whole", async () => {
  await using dir = await tempDir();
  const log = `${dir.path}/a log`;
  const count = Math.ceil(MEGABYTES * 1_000_000 / 50);
  const program = `import os, sys
for at in range(0, ${count}, 1000):
    text = "".join(f"line {n:09} " + "x" * 34 + "\\n" for n in range(at, at + 1000))
    # In pieces that end anywhere.
    for start in range(0, len(text), 7001):
        os.write(1, text[start : start + 7001].encode())
os.write(2, b"no newline")
`;
  assert.equal(await run(log, program, { logLimit: 0.5 }), 0);
  const [earlier, now] = await Promise.all(
    [`${log}.0`, log].map((file) => Deno.readTextFile(file)),
  );
  assert.ok(earlier && now !== undefined);
  assert.ok(earlier.length + now.length < 500_000 + SLACK);
  assert.ok(earlier.length >= 250_000 - SLACK);
  assert.equal(earlier.at(-1), "\n", "a line was cut in two");
  const lines = `${earlier}${now}`.split("\n");
  assert.equal(lines.pop(), "no newline");
  const numbers = lines.map((line) =>
    Number(/^line (\d+) x{34}$/.exec(line)?.[1])
  );
  const first = numbers[0] ?? NaN;
  assert.deepEqual(numbers, numbers.map((_, index) => first + index));
  const written = Math.ceil(count / 1000) * 1000;
  assert.equal(numbers.at(-1), written - 1);
});

Deno.test("a log with a limit takes binary output without a newline", async () => {
  await using dir = await tempDir();
  const log = `${dir.path}/log`;
  const program = `import os
for _ in range(40):
    os.write(1, bytes(range(256)).replace(b"\\n", b"") * 100)
`;
  assert.equal(await run(log, program, { logLimit: 0.4 }), 0);
  const bytes = [
    ...await Deno.readFile(`${log}.0`),
    ...await Deno.readFile(log),
  ];
  const period = Array.from({ length: 256 }, (_, n) => n).filter((n) =>
    n !== 10
  );
  const from = period.indexOf(bytes[0] ?? -1);
  assert.ok(bytes.length <= 400_000 + SLACK && bytes.length > 200_000);
  assert.ok(
    bytes.every((byte, at) => byte === period[(from + at) % period.length]),
  );
});

Deno.test("what a service writes while it is stopped is in its log", async () => {
  const program = `import signal, sys
def end(*_):
    for n in range(5000): print("last words", n)
    sys.exit()
signal.signal(signal.SIGTERM, end)
sys.argv = ["serve.py", sys.argv[1]]
exec(open("tests/support/fixtures/serve.py").read())
`;
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: {
      web: {
        ...service("serve.py", port, { logLimit: 0.1, stopTimeout: 60 }),
        command: ["python", "chatty.py", "{port}"],
      },
    },
    files: { "chatty.py": program },
  });
  const started = await workspace.run(["start"]);
  assert.equal(started.code, 0, started.stderr);
  const stopped = await workspace.run(["stop", "--json"]);
  assert.equal(JSON.parse(stopped.stdout).services[0].outcome, "stopped");
  const { stdout } = await workspace.run(["logs", "--lines", "2000"]);
  const lines = stdout.trimEnd().split("\n");
  assert.equal(lines.length, 2000);
  assert.deepEqual(
    lines,
    lines.map((_, index) => `last words ${3000 + index}`),
  );
  const logs = workspace.path(".hearth/logs");
  const size = await sizeOf(`${logs}/web.log`) +
    await sizeOf(`${logs}/web.log.0`);
  assert.ok(size < 100_000 + SLACK, `${size}`);
  await assert.rejects(Deno.lstat(`${logs}/web.log.pipe`));
});

Deno.test({
  ...requiresRoot(
    [],
    "a full disk neither ends nor holds up what writes a log",
  ),
  async fn() {
    await using dir = await tempDir();
    const program = `import os, time
print("begin", flush=True)
disk = "${dir.path}/disk"
while "begin" not in open(f"{disk}/log").read(): time.sleep(0.01)
filler = os.open(f"{disk}/filler", os.O_CREAT | os.O_WRONLY)
try:
    while os.write(filler, bytes(4096)): pass
except OSError: pass
for n in range(50000): print("lost perhaps", n)
print(flush=True)
os.close(filler)
os.remove(f"{disk}/filler")
while True:
    print("afterwards", flush=True)
    if "output is missing" in open(f"{disk}/log").read(): break
    time.sleep(0.01)
print("end", flush=True)
`;
    const log = `${dir.path}/disk/log`;
    await Deno.mkdir(`${dir.path}/disk`);
    const mount = `mount -t tmpfs -o size=256k tmpfs ${dir.path}/disk`;
    const untilEnd = `until tail -n 1 ${log} | grep -q end; do sleep 0.1; done`;
    const copy = `cp ${log} ${dir.path}/copy`;
    const child = new Deno.Command("unshare", {
      args: [
        ...["-m", "sh", "-c"],
        `${mount}; : >${log}; "$@" || exit 1; ${untilEnd}; ${copy}`,
        "sh",
        ...withLogLimit(["python3", "-c", program], { log, logLimit: 10 }),
      ],
      stdin: "null",
    }).spawn();
    assert.equal((await child.status).code, 0);
    const lines = (await Deno.readTextFile(`${dir.path}/copy`)).split("\n");
    assert.equal(lines[0], "begin");
    assert.ok(lines.some((line) => /^hearth: .* output is missing/.test(line)));
    assert.ok(lines.includes("afterwards"));
  },
});
