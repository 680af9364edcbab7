/**
 * A workspace that is ready in a blink: one small package instead of a
 * hundred, services that a test makes up.
 *
 * @module
 */
import type {
  ServiceInput,
  WorkspaceInput,
} from "../../lib/workspace/workspace.ts";

/** One small package without dependencies. */
const REQUIREMENTS = "six==1.17.0\n";

const LOCK = `${REQUIREMENTS.trim()} \\
    --hash=sha256:4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274 \\
    --hash=sha256:ff70335d468e7eb6ec65b95b99d3a2836546063f63acc5171de367e834932a81
`;

/** The files that make a copy of the checkout tiny. */
export function tinyFiles(
  services: Readonly<Record<string, ServiceInput>>,
  more: Partial<WorkspaceInput> = {},
): Record<string, string> {
  return {
    "requirements.txt": REQUIREMENTS,
    "requirements.lock": LOCK,
    "workspace.ts":
      `import { defineWorkspace } from "./lib/workspace/workspace.ts";

export default defineWorkspace({
  name: "Tiny",
  python: { version: ">=3.11", imports: ["six"] },
  services: ${JSON.stringify(services, null, 2)},
  ...${JSON.stringify(more)},
});
`,
  };
}
