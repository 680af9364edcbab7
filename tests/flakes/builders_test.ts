/**
 * `flakes --builders`: what this machine cannot build is built by another.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { FlakesReport, ShellReport } from "../../lib/flakes/result.ts";
import { nixSystemOf } from "../../lib/nix/nix_config.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import {
  buildMachine,
  FEATURE,
  FOREIGN_BASH,
} from "../support/setup/build_machine.ts";
import { flakeRepository } from "../support/flakes/flake_repository.ts";
import {
  freePort,
  requiresRoot,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";

const HERE = nixSystemOf(denoSystem().env);
const OTHER = HERE === "x86_64-linux" ? "aarch64-linux" : "x86_64-linux";

/** A shell that needs what only the other machine can build. */
function needing(use: string): string {
  return `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.05";
  outputs = { nixpkgs, ... }: {
    devShells.${HERE}.default =
      let
        pkgs = import nixpkgs { system = "${HERE}"; };
        made = pkgs.runCommand "made-${crypto.randomUUID()}"
          { requiredSystemFeatures = [ "${FEATURE}" ]; }
          "echo made elsewhere >$out";
      in
      pkgs.mkShell { packages = [ pkgs.git ]; shellHook = ${use}; };
  };
}
`;
}

/** A shell of another platform, whose bash is not available here. */
const FOREIGN = `{
  outputs = { self }: {
    devShells.${OTHER}.default = derivation {
      name = "foreign-${crypto.randomUUID()}";
      system = "${OTHER}";
      builder = "${FOREIGN_BASH}";
      args = [ "-c" "echo >$out" ];
      PATH = "/usr/bin:/bin";
      outputs = [ "out" ];
      requiredSystemFeatures = [ "${FEATURE}" ];
    };
  };
}
`;

async function tested(
  workspace: TempWorkspace,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Record<string, ShellReport | undefined>> {
  const { stdout, stderr } = await workspace.run(
    ["flakes", "--nixpkgs", "host", "--json", ...args],
    { env },
  );
  assert.ok(stdout !== "", stderr);
  const { revisions } = JSON.parse(stdout) as FlakesReport;
  return Object.fromEntries(
    revisions.map(({ name, shells }) => [name, shells[0]]),
  );
}

Deno.test({
  ...requiresRoot(
    ["nix", "sshd", "unshare", "git"],
    "flakes --builders has another machine build, to evaluate and to enter",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    await using machine = await buildMachine([HERE, OTHER]);
    const { builders, env } = machine;
    const { root, write } = await flakeRepository(workspace, "flakes");
    await write({
      "enter/flake.nix": needing('"cat ${made}"'),
      "enter/expect.json": JSON.stringify({
        about: "A test.",
        output: "devShells",
        packages: [],
        systems: [HERE],
        entries: [{
          name: "as it is",
          tier: "enter",
          steps: [{ do: "prompt" }, { do: "see", pattern: "^made elsewhere$" }],
        }],
      }),
      "evaluate/flake.nix": needing("builtins.readFile made"),
      "foreign/flake.nix": FOREIGN,
    });
    const enter = ["--dir", root, "--tier", "enter"];

    const alone = await tested(workspace, enter);
    assert.equal(alone.enter?.enter?.status, "skipped");
    assert.match(alone.enter?.enter?.reason ?? "", /is required to build/);
    assert.equal(alone.evaluate?.evaluate.status, "unknown");
    assert.deepEqual(await machine.built(), []);

    const both = await tested(
      workspace,
      [...enter, "--builders", builders],
      env,
    );
    assert.deepEqual(both.enter?.enter?.error, undefined);
    assert.equal(both.enter?.enter?.status, "passed");
    assert.equal(both.evaluate?.evaluate.status, "passed");
    assert.equal(both.foreign?.enter?.status, "skipped");
    assert.match(
      both.foreign?.enter?.reason ?? "",
      new RegExp(`only runs on ${OTHER}`),
    );
    // Links to programs of this machine are made here; the shells' own
    // environments are made where a place is free first.
    const built = (await machine.built())
      .map((name) => name.replace(/-\w{8}-.{27}/, ""))
      .filter((name) => name !== "nix-shell-env");
    assert.deepEqual(built, ["foreign-env", "made", "made"]);
  },
});

Deno.test({
  ...requiresRoot(
    ["nix", "sshd", "unshare", "git"],
    "flakes --builders names a machine that does not answer",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const { root, write } = await flakeRepository(workspace, "flakes");
    await write({ "enter/flake.nix": needing('"cat ${made}"') });
    const builders = `ssh-ng://root@127.0.0.1 ${HERE} - 1 1 ${FEATURE}`;
    const { enter } = await tested(
      workspace,
      ["--dir", root, "--tier", "enter", "--builders", builders],
      { NIX_SSHOPTS: `-F /dev/null -p ${freePort()} -o BatchMode=yes` },
    );
    assert.equal(enter?.enter?.status, "skipped");
    assert.match(
      enter?.enter?.reason ?? "",
      /^cannot build on 'ssh-ng:\/\/root@127\.0\.0\.1'/,
    );
  },
});
