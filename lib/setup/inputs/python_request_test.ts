import assert from "node:assert/strict";
import { needsDeployed, pythonRequest } from "./python_request.ts";

const NONE = { declared: undefined, required: [], pin: undefined };

Deno.test("pythonRequest() puts all bounds together", () => {
  assert.deepEqual(
    pythonRequest({
      declared: ">=3.11",
      required: [">=3.10, <4.0", undefined, ">=3.10,<4.0"],
      pin: "3.12\n",
    }),
    { range: ">=3.11,>=3.10,<4.0", pinned: "3.12" },
  );
});

Deno.test("pythonRequest() reads every form of .python-version", () => {
  const pins: Readonly<Record<string, string | undefined>> = {
    "3.12": "3.12",
    "# why\n\n3.12.4 # exactly\n3.11\n": "3.12.4",
    "\uFEFFcpython-3.13\r\n": "3.13",
    "cpython@3.13": "3.13",
    "python-3.11.4": "3.11.4",
    "cpython-3.12.4-linux-x86_64-gnu": "3.12.4",
    "pypy3.10-7.3": undefined,
    "system": undefined,
    "": undefined,
  };
  for (const [pin, expected] of Object.entries(pins)) {
    const { pinned } = pythonRequest({ ...NONE, declared: ">=3.9", pin });
    assert.equal(pinned, expected, pin);
  }
  const { range, pinned } = pythonRequest({ ...NONE, pin: ">=3.11,<3.13" });
  assert.deepEqual([range, pinned], [">=3.11,<3.13", undefined]);
});

Deno.test("pythonRequest() takes .python-version for the range where nothing else is said", () => {
  assert.equal(pythonRequest({ ...NONE, pin: "3.12.4" }).range, "==3.12.*");
  assert.throws(() => pythonRequest(NONE), /Cannot choose a Python/);
  assert.throws(() => pythonRequest({ ...NONE, pin: "system" }));
});

Deno.test("pythonRequest() prefers the version that requirements were compiled with", () => {
  const request = pythonRequest({ ...NONE, compiled: "3.12" });
  assert.deepEqual(request, {
    range: ">=3.12",
    pinned: undefined,
    preferred: "3.12",
  });
});

Deno.test("pythonRequest() takes what the project is deployed with, or newer, where nothing else is said", () => {
  const deployed = "3.8";
  assert.deepEqual(pythonRequest({ ...NONE, deployed }), {
    range: ">=3.8",
    pinned: undefined,
    preferred: "3.8",
  });
  assert.deepEqual(pythonRequest({ ...NONE, required: [">=3.9"], deployed }), {
    range: ">=3.9",
    pinned: undefined,
  });
  assert.ok(needsDeployed({ ...NONE, required: [undefined], pin: "system" }));
  assert.ok(!needsDeployed({ ...NONE, pin: "3.12" }));
  assert.ok(!needsDeployed({ ...NONE, required: [">=3.9"] }));
});
