/**
 * A machine that builds for Nix: an SSH server on the loopback, in namespaces
 * in which Nix has a store of its own.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { nixConfig } from "../../../lib/nix/nix_config.ts";
import { sourceFiles } from "../../../lib/nix/source_files.ts";
import { denoSystem } from "../../../lib/system/deno.ts";
import { spawnChild } from "../child.ts";
import { freePort } from "../free_port.ts";
import { programOf } from "../requires.ts";

/** What only such a machine has, for derivations that shall be built there. */
export const FEATURE = "hearth-elsewhere";

/** A program that no other machine has. */
export const FOREIGN_BASH = "/run/elsewhere/bash";

/** A builder. */
export interface BuildMachine extends AsyncDisposable {
  /** What Nix is told of it. */
  readonly builders: string;
  /** How `ssh` finds it. */
  readonly env: Readonly<Record<string, string>>;
  /** Names of the derivations that it has built. */
  built(): Promise<string[]>;
}

/**
 * Shows the server its own `/nix` and `/run`, where it wants a directory, and
 * no one else any of it.
 */
const APART = `set -e
mkdir -p /nix # as Nix does when it is first run
mount --bind "$1/nix" /nix
mount -t tmpfs tmpfs /run
mkdir /run/sshd /run/elsewhere
cp /bin/bash /run/elsewhere/bash
exec "$2" -D -e -f "$1/sshd.conf"`;

/**
 * Starts one; takes root.
 *
 * @param systems that it builds for
 */
export async function buildMachine(
  systems: readonly string[],
): Promise<BuildMachine> {
  const { fs, proc } = denoSystem();
  const dir = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "hearth-builder-" }),
  );
  const at = (name: string): string => join(dir, name);
  for (const path of [at("nix/store"), at("nix/var"), at("home"), at("tmp")]) {
    await Deno.mkdir(path, { recursive: true });
  }
  for (const name of ["host_key", "user_key"]) {
    const command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", ""];
    const { code, stderr } = await proc.run([...command, "-f", at(name)]);
    assert.equal(code, 0, stderr);
  }
  const publicKey = async (name: string): Promise<string> =>
    (await Deno.readTextFile(at(`${name}.pub`))).trim();
  const userKey = await publicKey("user_key");
  const hostKey = await publicKey("host_key");
  const port = freePort();
  const files = {
    "nix.conf": `${nixConfig()}system-features = ${FEATURE}\n`,
    // Whatever is asked for, Nix alone is run.
    session: [
      "#!/bin/sh",
      `export HOME=${at("home")} TMPDIR=${at("tmp")}`,
      `export NIX_USER_CONF_FILES=${at("nix.conf")} NIX_REMOTE=local`,
      "exec nix-daemon --stdio",
    ].join("\n"),
    "authorized.keys": `restrict,command="sh ${at("session")}" ${userKey}`,
    "known.hosts": `[127.0.0.1]:${port} ${hostKey}`,
    "sshd.conf": [
      `ListenAddress 127.0.0.1:${port}`,
      `HostKey ${at("host_key")}`,
      `AuthorizedKeysFile ${at("authorized.keys")}`,
      "PidFile none",
      "PermitRootLogin prohibit-password",
      "PasswordAuthentication no",
      "UsePAM no",
      "StrictModes no",
    ].join("\n"),
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(at(name), `${text}\n`, { mode: 0o600 });
  }
  const server = spawnChild([
    "unshare",
    "--mount",
    "sh",
    "-c",
    APART,
    "sh",
    dir,
    programOf("sshd") ?? "",
  ], { cwd: dir, env: { PATH: Deno.env.get("PATH") ?? "", HOME: dir } });
  const user = (await proc.run(["id", "--user", "--name"])).stdout.trim();
  const machine: BuildMachine = {
    builders: `ssh-ng://${user}@127.0.0.1 ${
      systems.join(",")
    } - 1 1 ${FEATURE}`,
    env: {
      NIX_SSHOPTS: [
        "-F",
        "/dev/null",
        "-p",
        `${port}`,
        "-i",
        at("user_key"),
        "-o",
        `UserKnownHostsFile=${at("known.hosts")}`,
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        "BatchMode=yes",
      ].join(" "),
    },
    async built() {
      // Nix keeps a log of each build, ab/cdef…-NAME.drv.bz2.
      const logs = await sourceFiles(fs, at("nix/var/log/nix/drvs"));
      return logs.map(({ path }) => path.slice(34).replace(/\.drv.*$/, ""))
        .sort();
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      // What is in a store cannot be written, by its owner either.
      await proc.run(["chmod", "-R", "u+w", dir]);
      await Deno.remove(dir, { recursive: true });
    },
  };
  try {
    await server.waitForText(/Server listening/);
    return machine;
  } catch (error) {
    await machine[Symbol.asyncDispose]();
    throw error;
  }
}
