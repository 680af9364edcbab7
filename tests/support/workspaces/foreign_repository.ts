/**
 * A repository that is not Hearth's, with a service that needs no packages.
 *
 * @module
 */
import { join } from "node:path";
import { freePort } from "../free_port.ts";

/** A workspace whose service is Python's own web server. */
export function foreignWorkspace(port: number = freePort()): string {
  return `import { defineWorkspace } from "hearth";

export default defineWorkspace({
  name: "Foreign",
  python: { version: ">=3.9" },
  services: {
    web: {
      command: ["python", "-m", "http.server", "--bind", "127.0.0.1", "{port}"],
      port: ${port},
    },
  },
});
`;
}

/** Writes its files into a new directory below `dir`. */
export async function foreignRepository(
  dir: string,
  name = "my repo",
): Promise<string> {
  const root = join(dir, name);
  await Deno.mkdir(root, { recursive: true });
  await Deno.writeTextFile(join(root, "workspace.ts"), foreignWorkspace());
  await Deno.writeTextFile(join(root, "requirements.txt"), "six==1.17.0\n");
  return root;
}
