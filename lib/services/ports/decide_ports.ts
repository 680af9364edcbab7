/**
 * The ports of a workspace's services, decided before any of them is launched:
 * each may be given those of the others.
 *
 * @module
 */
import { peersOf } from "./peers_of.ts";
import { choosePort, type PortOptions } from "./ports.ts";
import { silent } from "../../core/reporter.ts";
import type { RunningServices } from "../status/running_services.ts";
import type { StartMachine, StartWork } from "../launch/start_options.ts";
import type { Service, Workspace } from "../../workspace/workspace.ts";

/**
 * Ports by service: those of what runs, reserved ones for what is launched,
 * and for a service that one of these names the port that it will prefer when
 * it is started.
 *
 * @throws {UserError} when a port is taken and `strictPorts`
 */
export async function decidePorts(
  system: StartMachine,
  { workspace: { services }, launched, found: { running, foreignPorts } }: {
    readonly workspace: Workspace;
    readonly launched: readonly Service[];
    readonly found: RunningServices;
  },
  work: StartWork,
): Promise<Map<string, number>> {
  const decided = new Map(
    [...running].flatMap(([name, { port }]) =>
      port === null ? [] : [[name, port]]
    ),
  );
  const given = new Set([...foreignPorts, ...decided.values()]);
  const preferredByOthers = new Set([
    ...services.flatMap(({ port }) => port ?? []),
    ...work.ports?.values() ?? [],
  ]);
  const decide = (name: string, port: number | undefined): void => {
    if (port === undefined) return;
    given.add(port);
    decided.set(name, port);
  };

  for (const service of launched) {
    const expected = expectedPort(running, service.name);
    const options = { given, preferredByOthers };
    decide(
      service.name,
      await reservePort(system, { service, expected, options }, work),
    );
  }
  const peers = launched.flatMap((service) => peersOf(service, work.variables));
  for (const { name, port } of services) {
    if (port === undefined || decided.has(name) || !peers.includes(name)) {
      continue;
    }
    const likely = expectedPort(running, name) ??
      await choosePort(system, { service: name, preferred: port }, {
        given,
        preferredByOthers,
      })
        .catch(() => port);
    decide(name, likely);
  }
  return decided;
}

/** Reserves a port for a service that is launched, if it has one. */
async function reservePort(
  system: StartMachine,
  {
    service: { name, port: declared },
    expected,
    options,
  }: {
    readonly service: Service;
    readonly expected: number | undefined;
    readonly options: PortOptions & { readonly given: ReadonlySet<number> };
  },
  { ports, strictPorts = false, reservations, report = silent }: StartWork,
): Promise<number | undefined> {
  const asked = ports?.get(name);
  const wanted = asked ?? declared;
  if (wanted === undefined) return undefined;
  const take: PortOptions["take"] = (port) => reservations.take(name, port);
  const mayBeExpected = asked === undefined && !strictPorts &&
    expected !== undefined && !options.given.has(expected);
  if (mayBeExpected && await take(expected) === "free") return expected;
  const strict = strictPorts;
  const port = await choosePort(system, { service: name, preferred: wanted }, {
    ...options,
    strict,
    take,
  });
  if (port !== wanted) {
    report.note(`Port ${wanted} is taken: ${name} uses ${port}`);
  }
  return port;
}

/** The port at which a running service looks for another one. */
function expectedPort(
  running: RunningServices["running"],
  name: string,
): number | undefined {
  for (const { peerPorts = {} } of running.values()) {
    if (peerPorts[name] !== undefined) return peerPorts[name];
  }
  return undefined;
}
