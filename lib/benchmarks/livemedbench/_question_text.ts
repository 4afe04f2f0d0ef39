import { pythonStrip } from "../../parse/python_strip.ts";
import type { LiveMedBenchCase } from "./livemedbench_types.ts";

/** The question as it is sent after the instruction: narrative, empty line, request. */
export function questionText(c: Pick<LiveMedBenchCase, "narrative" | "coreRequest">): string {
  return `${c.narrative}\n\n${c.coreRequest}`;
}

/** The question as a judge sees it: the same, trimmed. */
export function judgedQuestion(c: Pick<LiveMedBenchCase, "narrative" | "coreRequest">): string {
  return pythonStrip(questionText(c));
}
