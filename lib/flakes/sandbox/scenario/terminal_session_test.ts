import assert from "node:assert/strict";
import { plain } from "./terminal_session.ts";

Deno.test("plain() leaves what a person reads", () => {
  const raw =
    "\x1b[?2004h\x1b[01;34m(venv)\x1b[00m $ ls\r\r\n\x1b]0;title\x07a\rb";
  assert.equal(plain(raw), "(venv) $ ls\na\nb");
});
