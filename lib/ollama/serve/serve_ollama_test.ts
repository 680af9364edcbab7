import assert from "node:assert/strict";
import { UserError } from "../../core/errors.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import {
  fakeOllama,
  noOllama,
} from "../../../tests/support/ollama/fake_ollama.ts";
import {
  type FakeMachine,
  fakeSystem,
  installed,
} from "../../../tests/support/fake/fake_system.ts";
import {
  fakeWorkspace,
  PATHS,
  plantClaim,
} from "../../../tests/support/fake/fake_workspace.ts";
import { recordingReporter } from "../../../tests/support/fake/recording_reporter.ts";
import { namesWithOllama, serveOllama } from "./serve_ollama.ts";

const HERE = "http://127.0.0.1:11434";
const OWN = { command: ["my-ollama"], port: 11434 };
const SERVES = fakeWorkspace({ ollama: { serve: true } });
const PLAIN = fakeWorkspace();

/** A machine with the program and without a server. */
function machine(differing: FakeMachine = {}): ReturnType<typeof fakeSystem> {
  const programs = { ollama: installed };
  return fakeSystem({ programs, servers: noOllama(HERE), ...differing });
}

/** Port of the service for Ollama, if the workspace has one. */
function portOf({ services }: Workspace): number | undefined {
  return services.find(({ name }) => name === "ollama")?.port;
}

Deno.test("serveOllama() adds a service where the user or workspace.ts asks", async () => {
  const asked = await serveOllama({
    system: machine(),
    paths: PATHS,
    workspace: PLAIN,
  }, { asked: true });
  assert.equal(portOf(asked), 11434);
  assert.equal(
    portOf(
      await serveOllama({ system: machine(), paths: PATHS, workspace: SERVES }),
    ),
    11434,
  );
  assert.equal(
    await serveOllama({ system: fakeSystem(), paths: PATHS, workspace: PLAIN }),
    PLAIN,
  );
});

Deno.test("serveOllama() takes the port that OLLAMA_HOST names", async () => {
  const served = await serveOllama(
    {
      system: machine({
        variables: { OLLAMA_HOST: "localhost:8080" },
        servers: noOllama("http://localhost:8080"),
      }),
      paths: PATHS,
      workspace: SERVES,
    },
  );
  assert.equal(portOf(served), 8080);
});

Deno.test("serveOllama() leaves a declared service as it is", async () => {
  const declared = fakeWorkspace({ services: { ollama: OWN } });
  const options = { asked: true };
  assert.equal(
    await serveOllama({
      system: fakeSystem(),
      paths: PATHS,
      workspace: declared,
    }, options),
    declared,
  );
});

Deno.test("serveOllama() leaves a server alone that answers already", async () => {
  const report = recordingReporter();
  const system = machine({ servers: fakeOllama(HERE) });
  const options = { asked: true, report };
  assert.equal(
    await serveOllama({ system, paths: PATHS, workspace: PLAIN }, options),
    PLAIN,
  );
  assert.deepEqual(report.notes, [
    `Ollama is already running at ${HERE}: using that server`,
  ]);
});

Deno.test("serveOllama() keeps the one that it has started, without a question", async () => {
  const system = fakeSystem();
  await plantClaim(system, "ollama", { url: HERE });
  assert.equal(
    portOf(await serveOllama({ system, paths: PATHS, workspace: SERVES })),
    11434,
  );
});

Deno.test("serveOllama() is an error when asked for, and else a warning", async () => {
  const cases: readonly (readonly [FakeMachine, RegExp, number])[] = [
    [
      { variables: { OLLAMA_HOST: "192.0.2.7" } },
      /^Cannot start Ollama here: OLLAMA_HOST is set to "192\.0\.2\.7"/,
      1,
    ],
    [
      { variables: { OLLAMA_HOST: "a b" } },
      /^Cannot start Ollama here: OLLAMA_HOST is set to "a b"/,
      1,
    ],
    [
      { programs: { ollama: null, nix: null } },
      /^Cannot start Ollama: it is not installed/,
      3,
    ],
  ];
  for (const [differing, pattern, exitCode] of cases) {
    const asked = serveOllama({
      system: machine(differing),
      paths: PATHS,
      workspace: PLAIN,
    }, {
      asked: true,
    });
    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, pattern);
      assert.equal(error.exitCode, exitCode);
      return true;
    });
    const report = recordingReporter();
    const left = await serveOllama({
      system: machine(differing),
      paths: PATHS,
      workspace: SERVES,
    }, {
      report,
    });
    assert.equal(left, SERVES);
    assert.match(report.warnings.join("\n"), pattern);
    assert.match(
      report.warnings.join("\n"),
      /\. The other services start without it$/,
    );
  }
});

Deno.test("namesWithOllama() starts it with the flag, and skips one that runs elsewhere", () => {
  const served = fakeWorkspace({ services: { ollama: OWN } });
  assert.deepEqual(
    namesWithOllama([], { workspace: PLAIN, isFlagged: true }),
    [],
  );
  assert.deepEqual(
    namesWithOllama(["web"], { workspace: served, isFlagged: false }),
    ["web"],
  );
  assert.deepEqual(
    namesWithOllama(["web"], { workspace: served, isFlagged: true }),
    ["web", "ollama"],
  );
  assert.deepEqual(
    namesWithOllama(["ollama", "web"], { workspace: served, isFlagged: true }),
    [
      "web",
      "ollama",
    ],
  );
  assert.deepEqual(
    namesWithOllama(["ollama", "web"], { workspace: PLAIN, isFlagged: false }),
    ["web"],
  );
  assert.equal(
    namesWithOllama(["ollama"], { workspace: PLAIN, isFlagged: false }),
    undefined,
  );
});
