import type { NotebookOutput } from "../notebook_types.ts";
import type { CellEnd } from "./run_cell.ts";

const NAMES: Readonly<Record<CellEnd["status"], string>> = {
  ok: "",
  error: "Error",
  syntax: "SyntaxError",
  timeout: "TimeoutError",
  kernel_died: "KernelDied",
  lost_output: "LostOutput",
  aborted: "AbortError",
};

/** Adds the error output that a kernel does not send for a syntax error, a time-out or its own death: readers must see one. */
export function withErrorOutput(
  outputs: readonly NotebookOutput[],
  end: CellEnd,
): readonly NotebookOutput[] {
  const told = outputs.some((output) => output.output_type === "error");
  if (end.status === "ok" || told) return outputs;
  const { ename, evalue, traceback } = end.error ?? {
    ename: NAMES[end.status],
    evalue: end.message,
    traceback: [`${NAMES[end.status]}: ${end.message}`],
  };
  return [...outputs, { output_type: "error", ename, evalue, traceback }];
}
