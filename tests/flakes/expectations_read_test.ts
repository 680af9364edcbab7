/**
 * Every revision in `tests/flakes`, evaluated by real Nix for each of its
 * systems, held against what it promises.
 *
 * @module
 */
import assert from "node:assert/strict";
import { basename } from "node:path";
import type { FlakePromise } from "../../lib/flakes/expect/flake_expectations.ts";
import {
  promisedPackages,
  promisedRefusal,
  type Situation,
} from "../../lib/flakes/expect/expected.ts";
import type { NixSystem } from "../../lib/nix/nix_config.ts";
import { copied, promiseOf, REVISIONS } from "../support/flake_revisions.ts";
import { requires, requiresRoot } from "../support/harness.ts";
import { type NixPlace, nixPlace } from "../support/nix_place.ts";

/** Circumstances that a promise may depend on while evaluating. */
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
  folder: string,
  { output }: FlakePromise,
  { impure, allowUnfree }: Omit<Situation, "system">,
  code: string,
  attribute = "",
): Promise<{ value?: unknown; error?: string }> {
  const shell = output === "devShell" ? "shell" : "shell.default";
  const { code: status, stdout, stderr } = await place.nix([
    ...["eval", "--json", `path:${folder}#${output}${attribute}`],
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
  const promise = await promiseOf(revision);
  const folder = await copied(place, revision, circumstances.localNix);
  if (folder === undefined) return;
  const in_ = (system: NixSystem): Situation => ({ ...circumstances, system });
  const refused = promise.systems.filter((system) =>
    promisedRefusal(promise, in_(system)) !== undefined
  );
  for (const system of refused) {
    const { error } = await ask(
      place,
      folder,
      promise,
      circumstances,
      "shell: SHELL.drvPath",
      `.${system}`,
    );
    const pattern = promisedRefusal(promise, in_(system))?.pattern ?? "";
    assert.match(error ?? "", new RegExp(pattern), `${revision} on ${system}`);
  }
  const rest = promise.systems.filter((system) => !refused.includes(system));
  const look = await ask(
    place,
    folder,
    promise,
    circumstances,
    `all: {
      systems = builtins.attrNames all;
      shells = ${LOOK} (removeAttrs all ${nixList(refused)});
    }`,
  );
  assert.equal(look.error, undefined, revision);
  const { systems, shells } = look.value as {
    systems: string[];
    shells: Record<string, { packages: string[] }>;
  };
  assert.deepEqual(systems, [...promise.systems].sort(), revision);
  for (const system of rest) {
    assert.deepEqual(
      shells[system]?.packages.toSorted(),
      promisedPackages(promise, in_(system)),
      `${revision} on ${system}`,
    );
  }
}

Deno.test("there is a promise for every revision, and it is used", async () => {
  assert.ok(REVISIONS.length >= 13);
  for (const revision of REVISIONS) {
    const { parts, weaknesses, ...promise } = await promiseOf(revision);
    const text = JSON.stringify(promise) + JSON.stringify(parts);
    for (const name of Object.keys(parts)) {
      assert.ok(
        text.includes(`"part","name":"${name}"`),
        `${revision} ${name}`,
      );
    }
    for (const sentence of Object.values(weaknesses)) {
      assert.match(sentence, /\.$/, revision);
    }
  }
});

Deno.test({
  ...requires(["nix"], "each revision evaluates to what it promises"),
  async fn(test) {
    await using place = await nixPlace();
    for (const revision of REVISIONS) {
      await test.step(revision, async () => {
        const { refused } = await promiseOf(revision);
        for (const circumstances of SITUATIONS) {
          const { impure, allowUnfree } = circumstances;
          if ((impure || allowUnfree) && refused.length === 0) continue;
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
    const promise = await promiseOf(revision);
    const folder = await copied(place, revision, false) ?? "";
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
          `path:${folder}#devShell`,
          ...["--apply", "builtins.mapAttrs (_: s: s.hearth.packages)"],
        ],
        env: { ...place.env },
        clearEnv: true,
      }).output();
      const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
      assert.equal(code, 0, text(stderr));
      const shells = JSON.parse(text(stdout)) as Record<string, string[]>;
      for (const system of promise.systems) {
        assert.deepEqual(
          shells[system]?.toSorted(),
          promisedPackages(promise, {
            ...situation({ nvidiaSmi: true, impure }),
            system,
          }),
          `${basename(folder)} on ${system}`,
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
    const promise = await promiseOf(revision);
    const folder = await copied(place, revision, false) ?? "";
    const { value, error } = await ask(
      place,
      folder,
      promise,
      situation({}),
      `builtins.mapAttrs (_: shell: builtins.filter
        (drv: builtins.match ".*cudatoolkit.*" drv != null)
        (builtins.attrNames (builtins.getContext SHELL.shellHook)))`,
    );
    assert.equal(error, undefined);
    const named = value as Record<string, string[]>;
    for (const system of promise.systems) {
      const count = system.endsWith("linux") ? 1 : 0;
      assert.equal(named[system]?.length, count, system);
    }
    assert.ok("closure" in promise.weaknesses);
  },
});
