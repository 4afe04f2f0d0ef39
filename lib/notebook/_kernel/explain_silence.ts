import { cellSyntax } from "../_cells/cell_syntax.ts";
import type { CellEnd } from "./run_cell.ts";

/** A cell's end with the line it is about, if known. */
export interface ExplainedEnd {
  /** The end, in better words. */
  readonly end: CellEnd;
  /** 1-based line within the cell; null when unknown. */
  readonly line: number | null;
}

/** The kernel says only "Execution failed" of a cell it cannot parse: the parser is asked what is wrong, and where. */
export async function explainSilence(end: CellEnd, source: string): Promise<ExplainedEnd> {
  const silent = end.error?.evalue === "Execution failed" && end.error.traceback.length === 0;
  if (!silent) return { end, line: null };
  const [problem] = await cellSyntax([source]);
  const message = problem?.message ??
    "the kernel could not run the cell and says no more: an import may not be loadable";
  const where = problem?.line === null || problem === undefined ? "" : ` (line ${problem.line})`;
  const evalue = `${message}${where}`;
  const error = { ename: "SyntaxError", evalue, traceback: [`SyntaxError: ${evalue}`] };
  return { end: { ...end, status: "syntax", error, message }, line: problem?.line ?? null };
}
