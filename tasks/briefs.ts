/**
 * What each task does, in a line.
 *
 * @module
 */

/** By the task's name, in the order in which help lists them. */
export const BRIEFS = {
  init: "Add Hearth to an existing repository",
  setup: "Set up .venv, the notebook filter and the web assets",
  start: "Set up if needed, start services and open their pages",
  stop: "Stop services and all their processes, kernels included",
  restart: "Restart services on the same ports",
  status: "Show each service's state, address and uptime",
  logs: "Print or follow the services' logs",
  attach: "Attach the terminal to a service that runs in tmux",
  open: "Open the running services' pages in the browser",
  shell: "Enter the workspace's shell, or run one command in it",
  secret: "Set and check the keys and passwords in .env",
  ollama: "Check Ollama; pull or query models",
  doctor: "Report what is missing or unsafe, and how to fix it",
  flakes: "Test flakes, or every commit of one, for each system",
  bench: "Benchmark Hearth against the manual equivalent",
  completions: "Print shell completions for bash, zsh or fish",
  upgrade: "Move the workspace to another version of Hearth",
  clean: "Remove unused environments, old logs and stale records",
  test: "Install what the tests need, and run them",
} as const;

/** What a task is called. */
export type TaskName = keyof typeof BRIEFS;
