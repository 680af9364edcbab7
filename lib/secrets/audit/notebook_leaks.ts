/**
 * Secrets in what a notebook's cells printed.
 *
 * @module
 */
import type { Wanted } from "./search.ts";

/** A secret in a cell's output. */
export interface CellLeak {
  readonly name: string;
  /** The cell's number, from 1. */
  readonly cell: number;
}

/** Looks through all outputs; a file that is no notebook has none. */
export function notebookLeaks(
  text: string,
  wanted: readonly Wanted[],
): CellLeak[] {
  const cells = cellsOf(text);
  return cells.flatMap((cell, index) => {
    const printed = textIn(field(cell, "outputs"));
    return wanted.filter(({ texts }) =>
      texts.some((text) => printed.includes(text))
    ).map(({ name }) => ({ name, cell: index + 1 }));
  });
}

function cellsOf(text: string): readonly unknown[] {
  try {
    const cells = field(JSON.parse(text), "cells");
    return Array.isArray(cells) ? cells : [];
  } catch {
    return []; // it is searched as any file is
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** All text below a value; a list of strings is one text in lines. */
function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  const isLines = Array.isArray(value) &&
    value.every((item) => typeof item === "string");
  return Object.values(value).map(textIn).join(isLines ? "" : "\n");
}
