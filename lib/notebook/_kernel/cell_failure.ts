import type { CellProblem, NotebookOutput } from "../notebook_types.ts";
import type { CellEnd } from "./run_cell.ts";

/** What is wrong with a cell that ended like this and left these outputs; null when nothing is. */
export function cellFailure(
  end: CellEnd,
  outputs: readonly NotebookOutput[],
): Pick<CellProblem, "kind" | "message"> | null {
  const { status, message } = end;
  if (status === "aborted") return { kind: "error", message };
  if (status !== "ok") return { kind: status, message };
  // A failing display symbol leaves an error output under a cell that counts as run.
  const error = outputs.find((output) => output.output_type === "error");
  return error === undefined ? null : { kind: "error", message: `${error.ename}: ${error.evalue}` };
}
