import assert from "node:assert/strict";
import { ADDRESSES } from "../support/app/app_addresses.ts";
import { startAppServer } from "../support/app/app_server.ts";

Deno.test("the chat answers bodies of any kind with 400, other addresses without a failure", async () => {
  await using app = await startAppServer();
  const form = new FormData();
  form.set("model", "tiny");
  form.set("value", "one");
  const typed = (type: string, body: BodyInit): RequestInit => ({
    body,
    headers: { "Content-Type": type },
  });
  const multipart = "multipart/form-data";
  const urlencoded = "application/x-www-form-urlencoded";
  const deep = "[".repeat(100_000);
  const half = '{"text": "\\ud800", "model": "\\ud800"}';
  const requests: readonly RequestInit[] = [
    { body: form },
    { body: new FormData() },
    { body: new URLSearchParams({ model: "tiny", value: "one" }) },
    typed(multipart, "x"),
    typed(`${multipart}; boundary=`, "x".repeat(99)),
    typed(`${multipart}; boundary=a`, "--b\r\n".repeat(9)),
    typed(`${multipart}; boundary=a; charset=none`, "--a--\r\n".repeat(9)),
    typed("Multipart/Form-Data; boundary=a", "--a--\r\n"),
    typed(`${urlencoded}; charset=none`, "%ff=%ff"),
    typed(urlencoded, "a&".repeat(2_000)),
    ...["[1]", "{", deep, half, "null", '"x"'].flatMap((text) =>
      ["application/json", "application/json; charset=utf-8", "text/plain"]
        .map((type) => typed(type, text))
    ),
    typed("application/json", new Uint8Array([0xff])),
    typed("application/xml", "<a/>"),
    typed("é", "x"),
    {},
  ];
  for (const path of ADDRESSES.POST) {
    const takesJson = ["/chat/send", "/chat/pull"].includes(path);
    for (const request of requests) {
      if (!takesJson && request.body === deep) continue;
      const headers = new Headers(request.headers);
      headers.set("Origin", app.url);
      const answer = await app.fetch(path, {
        ...request,
        method: "POST",
        headers,
        redirect: "manual",
      });
      const text = await answer.text();
      const what = `${path} ${headers.get("Content-Type")} ${answer.status}: ` +
        text.slice(0, 500);
      if (takesJson) assert.equal(answer.status, 400, what);
      else assert.ok(answer.status < 500, what);
    }
  }
  assert.ok(!app.log.includes("Traceback"), app.log);
});
