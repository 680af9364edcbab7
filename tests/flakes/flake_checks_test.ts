/**
 * The revisions as checks of the project's own flake, for `nix flake check` and
 * build farms.
 *
 * @module
 */
import assert from "node:assert/strict";
import { SYSTEMS } from "../../lib/nix/nix_config.ts";
import {
  expectationsOf,
  REVISIONS,
} from "../support/flakes/flake_revisions.ts";
import { requires } from "../support/harness.ts";
import {
  type NixWorkspace,
  nixWorkspace,
} from "../support/flakes/nix_workspace.ts";

/** A system that every revision has; nothing is built for it. */
const SYSTEM = "x86_64-linux";

/** The revision that is changed, whose check is looked at. */
const CHANGED = "tests/flakes/01-python-minimal";

/** What Nix prints, or its error. */
async function nix(
  { workspace, env }: NixWorkspace,
  ...args: string[]
): Promise<{ answer?: string; error?: string }> {
  const { code, stdout, stderr } = await workspace.exec(["nix", ...args], {
    env,
  });
  return code === 0 ? { answer: stdout } : { error: stderr };
}

const checked = (place: NixWorkspace, name: string) =>
  nix(
    place,
    ...["eval", "--raw", `.#checks.${SYSTEM}.flake-${name}.drvPath`],
  );

Deno.test({
  ...requires(
    ["nix", "git"],
    "the flake checks each revision on each system that it expects",
  ),
  async fn() {
    await using place = await nixWorkspace();
    const names = "builtins.mapAttrs (_: builtins.attrNames)";
    const { answer, error } = await nix(
      place,
      ...["eval", "--json", ".#checks", "--apply", names],
    );
    assert.equal(error, undefined);
    const checks: Record<string, string[]> = JSON.parse(answer ?? "");
    for (const revision of REVISIONS) {
      const { systems } = await expectationsOf(revision);
      const found = SYSTEMS.filter((system) =>
        checks[system]?.includes(`flake-${revision}`)
      );
      assert.deepEqual(found.sort(), systems.toSorted(), revision);
    }
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "a revision that does not evaluate fails its check, and no shell",
  ),
  async fn() {
    await using place = await nixWorkspace();
    const { workspace } = place;
    const read = (name: string): Promise<string> =>
      Deno.readTextFile(workspace.path(CHANGED, name));
    const expectations = JSON.parse(await read("expect.json"));
    const flake = await read("flake.nix");
    const shell = () =>
      nix(place, "eval", "--raw", `.#devShells.${SYSTEM}.default.drvPath`);
    const before = await shell();
    assert.match(before.answer ?? "", /\.drv$/, before.error);

    const change = (to: string): Promise<void> =>
      workspace.write(
        `${CHANGED}/flake.nix`,
        flake.replace("pkgs.python311", to),
      );
    await change("pkgs.nowhere");
    const broken = await checked(place, "01-python-minimal");
    assert.match(broken.error ?? "", /attribute 'nowhere' missing/);
    assert.match(
      (await checked(place, "02-jupyterlab")).answer ?? "",
      /\.drv$/,
    );
    assert.deepEqual(await shell(), before);

    await change("pkgs.cudatoolkit");
    const unfree = await checked(place, "01-python-minimal");
    assert.match(unfree.error ?? "", /has an unfree license/);
    await workspace.write(
      `${CHANGED}/expect.json`,
      JSON.stringify({
        ...expectations,
        expectedErrors: [{
          pattern: "unfree license",
          when: { systems: [SYSTEM] },
        }],
      }),
    );
    const expected = await checked(place, "01-python-minimal");
    assert.match(expected.answer ?? "", /\.drv$/, expected.error);
    await workspace.write(
      `${CHANGED}/expect.json`,
      JSON.stringify({
        ...expectations,
        expectedErrors: [{
          pattern: "unfree license",
          when: { localNix: true },
        }],
      }),
    );
    const other = await checked(place, "01-python-minimal");
    assert.match(other.error ?? "", /has an unfree license/);
  },
});
