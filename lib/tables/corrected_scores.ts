import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { judgeCorrectedRate } from "../stats/judges/judge_corrected_rate.ts";
import { ppiMean } from "../stats/judges/ppi_mean.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { answerScores } from "./_answer_scores.ts";
import { columnOf, ESTIMATE_COLUMNS, type EstimateCells } from "./_estimate_columns.ts";
import { ratedCriteria, type RatedCriterion } from "./_rated_criteria.ts";

/** What the correction rests on. */
export interface CorrectedScoresOptions {
  /** A `ratingsFrame` of a randomly drawn part of the answers. */
  readonly ratings: Frame;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

interface CorrectedRow extends RunKey, EstimateCells {
  readonly quantity: string;
  readonly judged: number | null;
  readonly labels: number;
  readonly sensitivity: number | null;
  readonly specificity: number | null;
  readonly judged_share: number | null;
}

const COLUMNS: readonly Column<CorrectedRow>[] = [
  columnOf(
    "quantity",
    "string",
    "positive met: rate of positive criteria met; negative met: of errors committed; case score: mean score of answers",
  ),
  columnOf("judged", "number", "The same as the judge says, uncorrected"),
  ...ESTIMATE_COLUMNS,
  columnOf(
    "labels",
    "integer",
    "Criteria (or answers) with a physicians' label behind the correction",
  ),
  columnOf("sensitivity", "number", "Share of the physicians' met the judge finds, over all runs"),
  columnOf(
    "specificity",
    "number",
    "Share of the physicians' not met the judge finds, over all runs",
  ),
  columnOf(
    "judged_share",
    "number",
    "Share of the variance that more judged answers would lower; the rest wants more labels",
  ),
];

/**
 * Scores of every run corrected for the judge's errors, from what physicians say of a part of the answers.
 *
 * `frame` is a `criteriaFrame`. Rates of met criteria by Rogan and Gladen with Lang and Reiczigel's interval, positive and
 * negative criteria with their own sensitivity and specificity (from the majority of the physicians, over all runs); mean
 * scores of answers by prediction-powered inference (PPI++), which needs answers of that run that physicians rated whole
 * and that were drawn at random. Both take criteria and answers for independent. Throws like `agreementTable`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { correctedScores, criteriaFrame, ratingsFrame } from "@rounds/rounds";
 *
 * assert.equal(correctedScores(criteriaFrame([]), { ratings: ratingsFrame([]) }).height, 0);
 * ```
 */
export function correctedScores(frame: Frame, options: CorrectedScoresOptions): Frame {
  const { level = 0.95 } = options;
  const { criteria, unmatched } = ratedCriteria(frame, options);
  const signs = [
    ["positive met", criteria.filter(({ points }) => points > 0)],
    ["negative met", criteria.filter(({ points }) => points < 0)],
  ] as const;
  const runs = Map.groupBy(criteria, ({ run }) => run.run_id);
  const rows = [...runs.values()].flatMap((own): readonly CorrectedRow[] => {
    const [first] = own;
    if (first === undefined) return [];
    const shared = { ...first.run, level, p: null, seed: null };
    const add = (warnings: readonly string[]): string | null =>
      [unmatched, ...warnings].filter((text) => text !== null).join("; ") || null;
    return [
      ...signs.flatMap(([quantity, all]) => {
        const mine = all.filter(({ run }) => run.run_id === first.run.run_id);
        return mine.length === 0
          ? []
          : [{ ...shared, quantity, ...rateOf(mine, { all, level, add }) }];
      }),
      { ...shared, quantity: "case score", ...scoreOfRun(own, { level, add }) },
    ];
  });
  return buildFrame({
    name: "corrected scores",
    columns: [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS],
    describeRow: ({ run, quantity }: CorrectedRow) => `${run}, ${quantity}`,
  }, rows);
}

type Estimated = Omit<CorrectedRow, keyof RunKey | "level" | "p" | "seed" | "quantity">;

interface Shared {
  readonly level: number;
  readonly add: (warnings: readonly string[]) => string | null;
}

function rateOf(
  mine: readonly RatedCriterion[],
  { all, level, add }: Shared & { readonly all: readonly RatedCriterion[] },
): Estimated {
  const judged = mine.filter((one) => one.judged !== null);
  const met = judged.filter((one) => one.judged === 1).length;
  const labelled = all.flatMap((one) => {
    const truth = majority(one);
    return truth === null || one.judged === null ? [] : [{ truth, judged: one.judged }];
  });
  const found = (truth: number) => labelled.filter((one) => one.truth === truth);
  const right = (truth: number) => found(truth).filter((one) => one.judged === truth).length;
  const [yes, no] = [found(1).length, found(0).length];
  const sensitivity = yes === 0 ? null : right(1) / yes;
  const specificity = no === 0 ? null : right(0) / no;
  const rate = judged.length === 0 ? null : met / judged.length;
  const excluded = mine.length - judged.length;
  const base = {
    judged: rate,
    n: judged.length,
    clusters: new Set(judged.map(({ caseId }) => caseId)).size,
    n_excluded: excluded,
    excluded_why: excluded === 0 ? null : `no verdict ${excluded}`,
    unit: "prop",
    labels: labelled.length,
    sensitivity,
    specificity,
  };
  const method = "judge-correction/lang-reiczigel";
  if (rate === null || sensitivity === null || specificity === null) {
    const why = rate === null
      ? "no verdict"
      : `no label of a criterion that is ${sensitivity === null ? "met" : "not met"}`;
    const none = { value: null, lo: null, hi: null, se: null, judged_share: null };
    return { ...base, ...none, method, warnings: add([why]) };
  }
  const { value, lo, hi, se, testShare, warnings } = judgeCorrectedRate({
    rate,
    n: judged.length,
    sensitivity,
    nSensitivity: yes,
    specificity,
    nSpecificity: no,
    level,
  });
  const few = Math.min(yes, no) < 30
    ? [`only ${Math.min(yes, no)} labels on one side: the correction is rough`]
    : [];
  return {
    ...base,
    value,
    lo,
    hi,
    se,
    judged_share: testShare,
    method,
    warnings: add([...warnings, ...few]),
  };
}

function scoreOfRun(own: readonly RatedCriterion[], { level, add }: Shared): Estimated {
  const answers = answerScores(own);
  const judged = answers.flatMap(({ judge, physician }) =>
    judge === null ? [] : [{ judge, physician }]
  );
  const labelled = judged.flatMap(({ judge, physician }) =>
    physician === null ? [] : [{ judge, physician }]
  );
  const mean = ppiMean({
    labelled: labelled.map(({ physician }) => physician),
    judgedLabelled: labelled.map(({ judge }) => judge),
    judged: judged.filter(({ physician }) => physician === null).map(({ judge }) => judge),
    level,
  });
  const excluded = answers.length - judged.length;
  // With every answer labelled there is nothing left to predict.
  const all = labelled.length === judged.length ? mean.physicianOnly : null;
  const total = judged.reduce((sum, { judge }) => sum + judge, 0);
  return {
    judged: judged.length === 0 ? null : total / judged.length,
    value: all?.value ?? mean.value,
    lo: all === null ? mean.lo : null,
    hi: all === null ? mean.hi : null,
    se: all?.se ?? mean.se,
    n: judged.length,
    clusters: judged.length,
    n_excluded: excluded,
    excluded_why: excluded === 0 ? null : `no verdict, or no positive points ${excluded}`,
    unit: "score",
    method: all === null ? mean.method : "physician-mean",
    labels: labelled.length,
    sensitivity: null,
    specificity: null,
    judged_share: null,
    warnings: add(
      labelled.length === 0
        ? ["no answer of this run is rated whole by a physician"]
        : all === null
        ? mean.warnings
        : ["every answer is rated: the physicians' mean stands alone"],
    ),
  };
}

function majority({ ratings }: RatedCriterion): 0 | 1 | null {
  const said = [...ratings.values()].filter((met) => met !== null);
  const met = said.reduce<number>((sum, one) => sum + one, 0);
  return 2 * met === said.length ? null : 2 * met > said.length ? 1 : 0;
}
