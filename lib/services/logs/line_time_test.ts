import assert from "node:assert/strict";
import { lineTime } from "./line_time.ts";

const NOW = Date.UTC(2026, 5, 15, 12);
const UTC = Date.UTC(2026, 0, 31, 12, 30, 5);
const LOCAL = new Date(2026, 0, 31, 12, 30, 5).getTime();

for (
  const [program, line, time] of [
    ["PostgreSQL", "2026-01-31 12:30:05.250 UTC [71] LOG:  ready", UTC + 250],
    [
      "JupyterLab",
      "[I 2026-01-31 12:30:05.250 ServerApp] Serving",
      LOCAL + 250,
    ],
    ["logging", "2026-01-31 12:30:05,250 INFO root: up", LOCAL + 250],
    ["gunicorn", "[2026-01-31 13:30:05 +0100] [7] [INFO] Booting", UTC],
    [
      "Werkzeug",
      '127.0.0.1 - - [31/Jan/2026 12:30:05] "GET / HTTP/1.1"',
      LOCAL,
    ],
    ["nginx", '127.0.0.1 - - [31/Jan/2026:07:00:05 -0530] "GET /"', UTC],
    ["Redis", "71:M 31 Jan 2026 12:30:05.250 * Ready to accept", LOCAL + 250],
    ["MLflow", "2026/01/31 12:30:05 INFO mlflow.store.db.utils", LOCAL],
    ["glog", "I0131 12:30:05.250000 71 main.cc:3] up", LOCAL + 250],
    ["logfmt", 'level=info ts=2026-01-31T12:30:05Z msg="up"', UTC],
    ["pino", `{"level":30,"time":${UTC + 250},"msg":"up"}`, UTC + 250],
    ["zap", `{"level":"info","ts":${UTC / 1000}.250,"msg":"up"}`, UTC + 250],
    ["structlog", '{"event": "up", "timestamp": "2026-01-31T12:30:05Z"}', UTC],
    ["colors", "\x1b[32m2026-01-31T12:30:05.250Z\x1b[0m up", UTC + 250],
  ] as const
) {
  Deno.test(`lineTime() reads a line of ${program}`, () => {
    assert.equal(lineTime(line, NOW), time);
  });
}

Deno.test("lineTime() takes a time without a year that is ahead for last year's", () => {
  assert.equal(
    lineTime("W1224 08:00:00.000000 7 a.cc:1] b", NOW),
    new Date(2025, 11, 24, 8).getTime(),
  );
});

for (
  const line of [
    "",
    'INFO:     127.0.0.1:40000 - "GET /?from=2026-01-31T12:30:05Z HTTP/1.1"',
    `a long sentence before a date that it ${
      "only ".repeat(9)
    }mentions: 2026-01-31 12:30:05`,
    "31/Foo/2026 12:30:05",
    "12:30:05 up",
  ]
) {
  Deno.test(`lineTime() sees no time in "${line.slice(0, 30)}"`, () => {
    assert.equal(lineTime(line, NOW), undefined);
  });
}
