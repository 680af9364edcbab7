/**
 * Every revision in `tests/flakes`, evaluated by real Nix for each of its
 * systems, what is expected of it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { basename } from "node:path";
import type { FlakeExpectations } from "../../lib/flakes/expect/flake_expectations.ts";
import {
  expectedError,
  expectedPackages,
  type Situation,
} from "../../lib/flakes/expect/expected.ts";
import type { NixSystem } from "../../lib/nix/nix_config.ts";
import {
  copied,
  expectationsOf,
  REVISIONS,
} from "../support/flakes/flake_revisions.ts";
import { requires, requiresRoot } from "../support/harness.ts";
import { type NixPlace, nixPlace } from "../support/flakes/nix_place.ts";

/** Circumstances that an expect.json may depend on while evaluating. */
const SITUATIONS: readonly Omit<Situation, "system">[] = [
  situation({}),
  situation({ localNix: true }),
  situation({ localNix: true, impure: true }),
  situation({ localNix: true, allowUnfree: true }),
  situation({ localNix: true, impure: true, allowUnfree: true }),
];

function situation(
  part: Partial<Omit<Situation, "system">>,
): Omit<Situation, "system"> {
  return {
    localNix: false,
    nvidiaSmi: false,
    impure: false,
    allowUnfree: false,
    shIsBash: false,
    ...part,
  };
}

/** Evaluates a part of the flake's shells, by system. */
async function ask(
  place: NixPlace,
  {
    dir,
    expectations: { output },
    situation: { impure, allowUnfree },
    code,
  }: {
    readonly dir: string;
    readonly expectations: FlakeExpectations;
    readonly situation: Omit<Situation, "system">;
    readonly code: string;
  },
  attribute = "",
): Promise<{ value?: unknown; error?: string }> {
  const shell = output === "devShell" ? "shell" : "shell.default";
  const { code: status, stdout, stderr } = await place.nix([
    ...["eval", "--json", `path:${dir}#${output}${attribute}`],
    ...(impure ? ["--impure"] : []),
    ...["--apply", code.replaceAll("SHELL", `(${shell})`)],
  ], allowUnfree ? { NIXPKGS_ALLOW_UNFREE: "1" } : {});
  return status === 0 ? { value: JSON.parse(stdout) } : { error: stderr };
}

const LOOK = `builtins.mapAttrs (_: shell:
  { inherit (SHELL.hearth) packages; drv = SHELL.drvPath; })`;

function nixList(texts: readonly string[]): string {
  return `[ ${texts.map((text) => JSON.stringify(text)).join(" ")} ]`;
}

async function holds(
  place: NixPlace,
  revision: string,
  circumstances: Omit<Situation, "system">,
): Promise<void> {
  const expectations = await expectationsOf(revision);
  const dir = await copied(place, {
    revision,
    localNix: circumstances.localNix,
  });
  if (dir === undefined) return;
  const in_ = (system: NixSystem): Situation => ({ ...circumstances, system });
  const expectedErrors = expectations.systems.filter((system) =>
    expectedError(expectations, in_(system)) !== undefined
  );
  for (const system of expectedErrors) {
    const { error } = await ask(
      place,
      {
        dir,
        expectations,
        situation: circumstances,
        code: "shell: SHELL.drvPath",
      },
      `.${system}`,
    );
    const pattern = expectedError(expectations, in_(system))?.pattern ?? "";
    assert.match(error ?? "", new RegExp(pattern), `${revision} on ${system}`);
  }
  const rest = expectations.systems.filter((system) =>
    !expectedErrors.includes(system)
  );
  const look = await ask(
    place,
    {
      dir,
      expectations,
      situation: circumstances,
      code: `all: {
      systems = builtins.attrNames all;
      shells = ${LOOK} (removeAttrs all ${nixList(expectedErrors)});
    }`,
    },
  );
  assert.equal(look.error, undefined, revision);
  const { systems, shells } = look.value as {
    systems: string[];
    shells: Record<string, { packages: string[] }>;
  };
  assert.deepEqual(systems, [...expectations.systems].sort(), revision);
  for (const system of rest) {
    assert.deepEqual(
      shells[system]?.packages.toSorted(),
      expectedPackages(expectations, in_(system)),
      `${revision} on ${system}`,
    );
  }
}

Deno.test("there is an expect.json for every revision, and it is used", async () => {
  assert.ok(REVISIONS.length >= 13);
  for (const revision of REVISIONS) {
    const { parts, knownIssues, ...expectations } = await expectationsOf(
      revision,
    );
    const text = JSON.stringify(expectations) + JSON.stringify(parts);
    for (const name of Object.keys(parts)) {
      assert.ok(
        text.includes(`"part","name":"${name}"`),
        `${revision} ${name}`,
      );
    }
    for (const sentence of Object.values(knownIssues)) {
      assert.match(sentence, /\.$/, revision);
    }
  }
});

Deno.test({
  ...requires(["nix"], "each revision evaluates to what is expected of it"),
  async fn(test) {
    await using place = await nixPlace();
    for (const revision of REVISIONS) {
      await test.step(revision, async () => {
        const { expectedErrors } = await expectationsOf(revision);
        for (const circumstances of SITUATIONS) {
          const { impure, allowUnfree } = circumstances;
          if ((impure || allowUnfree) && expectedErrors.length === 0) continue;
          await holds(place, revision, circumstances);
        }
      });
    }
  },
});

Deno.test({
  ...requiresRoot(
    ["nix", "unshare"],
    "a revision sees graphics hardware while evaluating, if it may",
  ),
  async fn() {
    await using place = await nixPlace();
    // Over /usr/bin as the evaluation sees it, and nowhere else.
    const upper = await place.write("upper", { "nvidia-smi": "#!/bin/sh\n" });
    const work = await place.write("work", {});
    await Deno.mkdir(work, { recursive: true });
    const revision = "11-cuda-detect";
    const expectations = await expectationsOf(revision);
    const dir = await copied(place, { revision, localNix: false }) ?? "";
    for (const impure of [true, false]) {
      const { code, stdout, stderr } = await new Deno.Command("unshare", {
        args: [
          ...["--mount", "sh", "-c"],
          'mount -t tmpfs tmpfs "$1" && mkdir "$1/up" "$1/work" && ' +
          'cp "$2/nvidia-smi" "$1/up/" && mount -t overlay overlay ' +
          '-o "lowerdir=/usr/bin,upperdir=$1/up,workdir=$1/work" /usr/bin && ' +
          'shift 2 && exec "$@"',
          ...["sh", work, upper, "nix", "eval", "--json"],
          ...["--no-write-lock-file", ...(impure ? ["--impure"] : [])],
          ...Object.entries(place.host.inputs).flatMap(([name, reference]) => [
            "--override-input",
            name,
            reference,
          ]),
          `path:${dir}#devShell`,
          ...["--apply", "builtins.mapAttrs (_: s: s.hearth.packages)"],
        ],
        env: { ...place.env },
        clearEnv: true,
      }).output();
      const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
      assert.equal(code, 0, text(stderr));
      const shells = JSON.parse(text(stdout)) as Record<string, string[]>;
      for (const system of expectations.systems) {
        assert.deepEqual(
          shells[system]?.toSorted(),
          expectedPackages(expectations, {
            ...situation({ nvidiaSmi: true, impure }),
            system,
          }),
          `${basename(dir)} on ${system}`,
        );
      }
    }
  },
});

Deno.test({
  ...requires(["nix"], "a toolkit that a hook names is fetched in any case"),
  async fn() {
    await using place = await nixPlace();
    const revision = "11-cuda-detect";
    const expectations = await expectationsOf(revision);
    const dir = await copied(place, { revision, localNix: false }) ?? "";
    const { value, error } = await ask(
      place,
      {
        dir,
        expectations,
        situation: situation({}),
        code: `builtins.mapAttrs (_: shell: builtins.filter
        (drv: builtins.match ".*cudatoolkit.*" drv != null)
        (builtins.attrNames (builtins.getContext SHELL.shellHook)))`,
      },
    );
    assert.equal(error, undefined);
    const named = value as Record<string, string[]>;
    for (const system of expectations.systems) {
      const count = system.endsWith("linux") ? 1 : 0;
      assert.equal(named[system]?.length, count, system);
    }
    assert.ok("closure" in expectations.knownIssues);
  },
});
