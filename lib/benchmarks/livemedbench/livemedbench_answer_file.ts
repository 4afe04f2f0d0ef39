import type { Answer, Case } from "../../types.ts";
import { officialFields } from "./_official_fields.ts";

/**
 * The official answer file of answers: a list with one object a case. A failed call reads `ERROR: …` with the finish reason
 * `error`, as the reference writes it; a case that was not asked is left out.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { livemedbench, livemedbenchAnswerFile } from "@rounds/rounds";
 *
 * const benchmark = livemedbench();
 * const c = benchmark.parse(benchmark.examples[0]?.record, "a.json:1");
 * assert.deepEqual(livemedbenchAnswerFile([{ case: c, model: "m", trial: 1, turns: [] }]), []);
 * ```
 */
export function livemedbenchAnswerFile(
  answers: readonly Answer<Case>[],
): readonly Readonly<Record<string, unknown>>[] {
  return answers.flatMap(({ case: c, turns }) => {
    const [turn] = turns;
    if (turn === undefined) return [];
    const { error, reply } = turn;
    const failed = error !== null && error.kind !== "empty_reply";
    return [{
      ...officialFields(c),
      narrative: text("narrative" in c ? c.narrative : null),
      core_request: text("coreRequest" in c ? c.coreRequest : null),
      model_response: failed ? `ERROR: ${error.message || error.kind}` : reply?.content ?? "",
      finish_reason: failed ? "error" : reply?.finishReason ?? "unknown",
      doctor_advice: text("doctorAdvice" in c ? c.doctorAdvice : null),
    }];
  });
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
