/**
 * Running something where there are no other processes.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/**
 * The command that runs its arguments in a process namespace of their own;
 * `undefined` where the machine has none. Commands that look at every process
 * otherwise do more work on a busier machine.
 */
export async function aloneCommand(
  { proc, env }: Pick<System, "proc" | "env">,
): Promise<string[] | undefined> {
  if (env.os !== "linux") return undefined;
  const command = [
    "unshare",
    ...(env.user === 0 ? [] : ["--map-root-user"]),
    "--pid",
    "--fork",
    "--kill-child",
    "--mount-proc",
  ];
  return (await proc.run([...command, "true"])).code === 0
    ? command
    : undefined;
}
