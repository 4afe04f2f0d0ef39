import type { Frame } from "../frames/frame.ts";
import type { JudgedCriterion } from "../stats/judges/judged_criterion.ts";
import { requireColumns } from "./_score_rows.ts";

/** One answer. */
export interface JudgedAnswer {
  /** Its criteria, also those that nobody decided. */
  readonly criteria: readonly JudgedCriterion[];
  /** Whether every criterion has a score. */
  readonly isDecided: boolean;
}

/** Every answer with all that judges said of its criteria. */
export interface JudgedCriteria {
  /** By run id and case id, first trial. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, JudgedAnswer>>;
  /** Single judges, in order of first appearance. */
  readonly judges: readonly string[];
  /** Run ids in the order of the frame. */
  readonly ids: readonly string[];
}

/**
 * Puts all verdicts of single judges to their criteria. Where nobody had to judge (there is no answer) the score stands.
 */
export function judgedCriteria(
  frame: Frame,
  options: { readonly verdicts: Frame },
): JudgedCriteria {
  requireColumns(frame, ["run_id", "case_id", "trial", "item", "points", "score"]);
  const columns = ["run_id", "case_id", "trial", "item", "judge", "repeat", "met"];
  requireColumns(options.verdicts, columns);
  const keyOf = (row: Readonly<Record<string, unknown>>): string =>
    JSON.stringify([row["run_id"], row["case_id"], Number(row["trial"]), row["item"]]);
  const judges: string[] = [];
  const said = new Map<string, (0 | 1 | null)[][]>();
  for (const row of options.verdicts.select(...columns).toRecords()) {
    const judge = String(row["judge"]);
    if (!judges.includes(judge)) judges.push(judge);
    const key = keyOf(row);
    const met = said.get(key) ?? [];
    said.set(key, met);
    const own = met[judges.indexOf(judge)] ?? [];
    met[judges.indexOf(judge)] = own;
    own[Math.max(0, Number(row["repeat"]) - 1)] = typeof row["met"] === "boolean"
      ? (row["met"] ? 1 : 0)
      : null;
  }
  const answers = new Map<string, Map<string, JudgedAnswer>>();
  const rows = frame.select("run_id", "case_id", "trial", "item", "points", "score").toRecords();
  for (const row of rows) {
    if (Number(row["trial"]) !== 1) continue;
    const [id, caseId] = [String(row["run_id"]), String(row["case_id"])];
    const own = answers.get(id) ?? new Map<string, JudgedAnswer>();
    answers.set(id, own);
    const met = said.get(keyOf(row));
    const score = typeof row["score"] === "number" ? row["score"] : null;
    const before = own.get(caseId);
    own.set(caseId, {
      isDecided: score !== null && before?.isDecided !== false,
      criteria: [...before?.criteria ?? [], {
        points: Number(row["points"] ?? 0),
        fixed: met === undefined ? score : null,
        met: judges.map((_, k) => Array.from(met?.[k] ?? [], (one) => one ?? null)),
      }],
    });
  }
  return { answers, judges, ids: rows.map((row) => String(row["run_id"])) };
}
