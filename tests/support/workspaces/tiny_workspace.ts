/**
 * A workspace that is ready in a blink: one small package instead of a
 * hundred, services that a test makes up.
 *
 * @module
 */
import type {
  ServiceInput,
  WorkspaceInput,
} from "../../../lib/workspace/workspace.ts";

import { createHash } from "node:crypto";

/** One small package without dependencies. */
const REQUIREMENTS = "six==1.17.0\n";

/** The oldest Python that a tiny workspace allows. */
const LOWEST_PYTHON = "3.11";

const LOCKED = `${REQUIREMENTS.trim()} \\
    --hash=sha256:4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274 \\
    --hash=sha256:ff70335d468e7eb6ec65b95b99d3a2836546063f63acc5171de367e834932a81
`;

/**
 * The first line of a lock that setup made from the requirements: without it,
 * the lock would be another tool's, which setup never writes to.
 */
function headerFor(settings: string): string {
  const files = [{
    name: "requirements.txt",
    lines: REQUIREMENTS.trim().split("\n"),
  }];
  const origin = JSON.stringify([files, settings, LOWEST_PYTHON, ""]);
  const madeFrom = createHash("sha256").update(origin).digest("hex");
  return `# Made by setup from requirements ${madeFrom.slice(0, 16)}`;
}

/**
 * The files that make a copy of the checkout tiny.
 *
 * @param settings the text of its `uv.toml`, which the lock is made with
 */
export function tinyFiles(
  services: Readonly<Record<string, ServiceInput>>,
  more: Partial<WorkspaceInput> = {},
  settings = "",
): Record<string, string> {
  return {
    "requirements.txt": REQUIREMENTS,
    "requirements.lock": `${headerFor(settings)}\n${LOCKED}`,
    "workspace.ts":
      `import { defineWorkspace } from "./lib/workspace/workspace.ts";

export default defineWorkspace({
  name: "Tiny",
  python: { version: ">=${LOWEST_PYTHON}", imports: ["six"] },
  services: ${JSON.stringify(services, null, 2)},
  ...${JSON.stringify(more)},
});
`,
  };
}
