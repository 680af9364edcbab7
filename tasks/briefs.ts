/**
 * What each task does, in a line.
 *
 * @module
 */

/** By the task's name, in the order in which help lists them. */
export const BRIEFS = {
  setup: "Make the clone ready: .venv, notebook filter, web assets",
  start: "Set up if needed, start services, open their pages when they answer",
  stop: "End what was started, kernels included, and prove nothing is left",
  restart: "Stop and start services, on the same ports",
  status: "What runs, where, since when",
  logs: "Print or follow the services' logs",
  attach: "Attach the terminal to a service that runs in tmux",
  open: "Open the pages of the running services",
  shell: "Enter the workspace from the cache, or run one command in it",
  secret: "Ask for keys and passwords, keep them in .env",
  ollama: "Check Ollama; pull or query models",
  doctor: "Say what is missing or unsafe and what to do about it",
  flakes: "Test flakes, or every state a flake ever had, on every platform",
  bench: "Benchmark Hearth against the manual equivalent",
  completions: "Have bash, zsh or fish complete commands and names",
  clean: "Remove what Hearth made and can make again",
  test: "Get what the tests need and run them all",
} as const;

/** What a task is called. */
export type TaskName = keyof typeof BRIEFS;
