/**
 * Everything that testing flakes needs, made ready and cleared away.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import type { Context } from "../core/context.ts";
import { silent, type WorkOptions } from "../core/reporter.ts";
import type { System } from "../system/mod.ts";
import { autoAccess } from "./nixpkgs/auto_access.ts";
import type { ShellFilter } from "./evaluate/evaluation.ts";
import { FlakeCache } from "./flake_cache.ts";
import { hostAccess } from "./nixpkgs/host_access.ts";
import { createLimiter } from "../core/concurrency/create_limiter.ts";
import {
  nixIdentity,
  sealedNixEnvironment,
  userNixEnvironment,
} from "./evaluate/nix_environment.ts";
import { NixInspector } from "./source/inspect/nix_inspector.ts";
import type { NixpkgsAccess } from "./nixpkgs/nixpkgs_access.ts";
import { packageNames } from "./names/package_names.ts";
import { OnePass } from "./evaluate/one_pass/one_pass.ts";
import { lockedAccess, referenceAccess } from "./nixpkgs/real_access.ts";
import type { Tier } from "./result.ts";
import type { Revision } from "./select/revision.ts";
import type { TestOptions } from "./test_options.ts";
import { prepareState } from "../workspace/prepare_state.ts";
import { tierRunners } from "./tier_runners.ts";

/** What was asked for. */
export interface FlakeOptions extends ShellFilter, WorkOptions {
  readonly tier: Tier;
  /** `auto`, `host`, `locked` or a flake reference. */
  readonly nixpkgs: string;
  readonly jobs: number;
  /** Seconds for one question to Nix. */
  readonly timeout: number;
  /** Seconds for one tier of one shell. */
  readonly tierTimeout: number;
  /** Machines that build, as `--builders` of Nix has them. */
  readonly builders?: string | undefined;
  readonly cache: boolean;
  readonly strictNames: boolean;
  readonly asOf: "commit" | "today";
}

/** Options for tests, whose directory goes with them. */
export type FlakeSession = TestOptions & AsyncDisposable;

/**
 * Makes a workshop.
 *
 * @throws {UserError} when Nix is missing
 */
export async function openSession(
  context: Context,
  wishes: FlakeOptions,
): Promise<FlakeSession> {
  const { system, paths } = context;
  const { fs, proc } = system;
  const nix = await nixIdentity(system);
  const works = join(paths.flakes, "work");
  await removeAbandoned(system, works);
  await prepareState(context);
  const dir = join(works, `${proc.pid}-${crypto.randomUUID().slice(0, 8)}`);
  await fs.mkdir(dir);
  const cache = new FlakeCache(system, paths.flakes, { reads: wishes.cache });
  const env = await sealedNixEnvironment(system, dir);
  const limit = createLimiter(wishes.jobs);
  const { signal, timeout } = wishes;
  const parsed = join(dir, "parse");
  const inspector = new NixInspector(system, {
    cache,
    nix,
    env,
    timeout,
    signal,
    limit,
    dir: parsed,
  });
  const onePass = new OnePass(system, {
    ...wishes,
    dir,
    limit,
  });
  const today = new Date(system.clock.now()).toISOString().slice(0, 10);
  const options = {
    ...wishes,
    kit: paths.kit,
    today,
    cache,
    dir,
    nix,
    inspector,
    onePass,
    limit,
  };
  try {
    return {
      ...options,
      accessFor: await chooseAccess(context, env, { ...wishes, cache }),
      runners: tierRunners,
      [Symbol.asyncDispose]: () => fs.remove(dir),
    };
  } catch (error) {
    await fs.remove(dir);
    throw error;
  }
}

async function chooseAccess(
  context: Context,
  env: Readonly<Record<string, string>>,
  { nixpkgs, cache, signal, report = silent }:
    & Omit<FlakeOptions, "cache">
    & { readonly cache: FlakeCache },
): Promise<(revision: Revision) => Promise<NixpkgsAccess>> {
  const { system, paths } = context;
  const always = (access: NixpkgsAccess) => () => Promise.resolve(access);
  const today = new Date(system.clock.now()).toISOString().slice(0, 10);
  const user = userNixEnvironment(system);
  if (nixpkgs === "locked") return always(lockedAccess(user, today));
  if (nixpkgs !== "host" && nixpkgs !== "auto") {
    return always(
      await referenceAccess(system, nixpkgs, {
        env: user,
        kit: join(paths.kit, "nix"),
        today,
        signal,
      }),
    );
  }
  let made: Promise<NixpkgsAccess> | undefined;
  const host = (): Promise<NixpkgsAccess> =>
    made ??= packageNames(context, { report, signal }).then((list) =>
      hostAccess(system, {
        source: join(paths.kit, "nix", "host-nixpkgs"),
        cache: join(paths.flakes, "nixpkgs"),
        env,
        list,
        signal,
      })
    );
  if (nixpkgs === "host") return always(await host());
  return autoAccess(system, {
    host,
    cache,
    signal,
    locked: lockedAccess(user, today),
    onRefusal: report.note,
  });
}

/** Removes what runs that were killed left behind. */
async function removeAbandoned(
  { fs, proc }: Pick<System, "fs" | "proc">,
  works: string,
): Promise<void> {
  for (const { name } of await fs.readDir(works) ?? []) {
    const owner = await proc.find(Number.parseInt(name, 10));
    if (owner === undefined || owner.zombie) await fs.remove(join(works, name));
  }
}
