import assert from "node:assert/strict";
import { startAppServer } from "../support/app/app_server.ts";
import { waitFor } from "../support/wait_for.ts";

const SAYS = "Hello, ";

Deno.test("server.py takes an edited page into use, in the same process", async () => {
  await using app = await startAppServer();
  await app.untilPageSays("/hello", "Hello, world!");
  await app.edit(
    "app/hello.py",
    (text) => `import os\n${text.replace("'world'", "os.getpid()")}`,
  );
  await app.untilPageSays("/hello", `Hello, ${app.pid}!`);
});

Deno.test("server.py takes quick edits of the same length into use", async () => {
  await using app = await startAppServer();
  let before = SAYS;
  for (const word of ["Hallo, ", "Hullo, ", "Hillo, "]) {
    await app.edit("app/hello.py", (text) => text.replace(before, word));
    await app.untilPageSays("/hello", `${word}world!`);
    before = word;
  }
});

Deno.test("server.py comes back when a mistake in app/ is fixed", async () => {
  await using app = await startAppServer();
  await app.edit("app/hello.py", (text) => `${text}\ndef (\n`);
  await app.untilPageSays("/hello", "The app does not start");
  const answer = await app.fetch("/");
  await answer.body?.cancel();
  assert.equal(answer.status, 503);
  await app.edit("app/hello.py", (text) => text.replace("\ndef (\n", ""));
  await app.untilPageSays("/hello", "Hello, world!");
});

Deno.test("server.py comes back when a mistake in itself is fixed", async () => {
  await using app = await startAppServer();
  for (const mistake of ["def (", "raise ValueError", "raise SystemExit(1)"]) {
    await app.edit("server.py", (text) => `${mistake}\n${text}`);
    await app.untilPageSays("/", "The app does not start");
    await app.edit("server.py", (text) => text.slice(mistake.length + 1));
    await app.untilPageSays("/hello", "Hello, world!");
  }
});

Deno.test("server.py takes a new module beside it into account", async () => {
  await using app = await startAppServer();
  await app.edit("server.py", (text) => `import greeting\n${text}`);
  await app.untilPageSays("/", "The app does not start");
  await Deno.writeTextFile(`${app.dir}/greeting.py`, "");
  await app.untilPageSays("/hello", "Hello, world!");
});

Deno.test("server.py refuses no request while it reloads", async () => {
  await using app = await startAppServer();
  let reloaded = false;
  let answered = 0;
  const visitor = (async () => {
    while (!reloaded) {
      const answer = await app.fetch("/health", {
        headers: { Connection: "close" },
      });
      await answer.body?.cancel();
      assert.equal(answer.status, 200);
      answered++;
    }
  })();
  await app.edit("app/hello.py", (text) => text.replace(SAYS, "Welcome, "));
  await app.untilPageSays("/hello", "Welcome, world!");
  reloaded = true;
  await visitor;
  assert.ok(answered > 0);
});

Deno.test("server.py reloads although a handler never returns", async () => {
  const stuck = `
    @app.get("/stuck")
    async def stuck():
        import time
        open("reached", "w").close()
        time.sleep(3600)
`;
  await using app = await startAppServer();
  await app.edit(
    "app/hello.py",
    (text) =>
      text.replace('    @app.get("/hello")', `${stuck}\n$&`)
        .replace(SAYS, "Ready, "),
  );
  await app.untilPageSays("/hello", "Ready, world!");
  // Not by `fetch`, which asks again when it is cut off.
  using visitor = await Deno.connect({ port: app.port });
  const request = [
    ...["GET /stuck HTTP/1.1", `Host: localhost:${app.port}`],
    ...[`Cookie: ${app.cookie}`, "", ""],
  ];
  await visitor.write(new TextEncoder().encode(request.join("\r\n")));
  await waitFor(() => Deno.stat(`${app.dir}/reached`), "the handler");
  await app.edit("app/hello.py", (text) => text.replace("Ready, ", SAYS));
  await app.untilPageSays("/hello", "Hello, world!");
});
