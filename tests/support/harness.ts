/**
 * What tests that cross a process share.
 *
 * @module
 */
export * from "./checkout.ts";
export * from "./child.ts";
export * from "./free_port.ts";
export * from "./open_terminal.ts";
export * from "./processes.ts";
export * from "./requires.ts";
export * from "./temp_dir.ts";
export * from "./workspaces/temp_workspace.ts";
export * from "./wait_for.ts";
