import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { clusteredAgreement } from "../stats/judges/clustered_agreement.ts";
import { cellsByCase, type JudgedPair } from "./_agreement_cells.ts";
import { answerScores } from "./_answer_scores.ts";
import { columnOf, ESTIMATE_COLUMNS, type EstimateCells } from "./_estimate_columns.ts";
import { peoplePairs } from "./_people_pairs.ts";
import { type RatedCriteria, ratedCriteria, type RatedCriterion } from "./_rated_criteria.ts";
import { SCORE_MEASURES, scoreAgreement } from "./_score_agreement.ts";

/** What is compared, and how it is resampled. */
export interface AgreementTableOptions {
  /** A `ratingsFrame`: what physicians say of the same criteria. */
  readonly ratings: Frame;
  /** A `verdictsFrame`: adds rows for every single judge of a panel. */
  readonly verdicts?: Frame;
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Bootstrap resamples of cases; default 2,000. */
  readonly replicates?: number;
  /** Seed; default 42. */
  readonly seed?: number;
}

interface AgreementRow extends EstimateCells {
  readonly comparison: string;
  readonly judge: string;
  readonly criteria: string;
  readonly measure: string;
  readonly raters: number;
}

const COLUMNS: readonly Column<AgreementRow>[] = [
  columnOf("comparison", "string", "judge-physician, or physician-physician: the ceiling"),
  columnOf("judge", "string", "Who is held against the physicians"),
  columnOf(
    "criteria",
    "string",
    "Which criteria: all, positive (points above 0), negative; or scores of answers",
  ),
  columnOf("measure", "string", "What the value is"),
  ...ESTIMATE_COLUMNS,
  columnOf("raters", "integer", "Physicians who rated"),
];

/**
 * How well a judge agrees with physicians, criterion by criterion and score by score, beside how well physicians agree.
 *
 * `frame` is a `criteriaFrame`. One row a measure: agreement, AC1, kappa, PABAK, sensitivity, specificity, F1, macro-F1,
 * MCC and the difference of the met rates, for all, positive and negative criteria; Pearson, Spearman, Kendall, Lin's
 * concordance, bias and limits of agreement for scores of answers that a physician rated whole. Every pair of a verdict
 * and a rating counts once (`n`); intervals are percentiles of a bootstrap over cases. Kappa collapses when a class is
 * rare, as with negative criteria: read AC1 beside it. Pairs without a verdict are left out and counted.
 *
 * Throws `RangeError` for frames without the columns and for a criterion rated twice by one person.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { agreementTable, criteriaFrame, ratingsFrame } from "@rounds/rounds";
 *
 * const table = agreementTable(criteriaFrame([]), { ratings: ratingsFrame([]) });
 * assert.deepEqual(table.columns.slice(0, 4), ["comparison", "judge", "criteria", "measure"]);
 * ```
 */
export function agreementTable(frame: Frame, options: AgreementTableOptions): Frame {
  const { level = 0.95, replicates = 2000, seed = 42 } = options;
  const rated = ratedCriteria(frame, options);
  const bootstrap = { level, replicates, seed };
  const own = (judge: string) => ({ verdicts, judged, judge: name }: RatedCriterion) =>
    verdicts.has(judge) ? verdicts.get(judge) ?? null : name === judge ? judged : null;
  const whole = new Set(rated.criteria.flatMap(({ judge }) => judge ?? []));
  const judges = rated.criteria.length === 0 ? [] : [
    { name: [...whole].join(", ") || "judge", verdict: (one: RatedCriterion) => one.judged },
    ...rated.judges.filter((name) => !whole.has(name) || whole.size > 1)
      .map((name) => ({ name, verdict: own(name) })),
  ];
  const rows = [
    ...judges.flatMap((judge) => judgeRows(rated, { ...bootstrap, ...judge })),
    ...(rated.raters.length < 2 ? [] : ceilingRows(rated, bootstrap)),
  ];
  const describeRow = (row: AgreementRow): string =>
    `${row.judge}, ${row.criteria}, ${row.measure}`;
  return buildFrame({ name: "agreement", columns: COLUMNS, describeRow }, rows);
}

interface AgreementBootstrap {
  readonly level: number;
  readonly replicates: number;
  readonly seed: number;
  readonly symmetric?: boolean;
}

interface Judged extends AgreementBootstrap {
  readonly name: string;
  readonly verdict: (criterion: RatedCriterion) => 0 | 1 | null;
}

const SIGNS = [
  ["all", () => true],
  ["positive", ({ points }: RatedCriterion) => points > 0],
  ["negative", ({ points }: RatedCriterion) => points < 0],
] as const;

function judgeRows(rated: RatedCriteria, options: Judged): readonly AgreementRow[] {
  return [
    ...SIGNS.flatMap(([criteria, isOne]) => {
      let excluded = 0;
      const pairs = rated.criteria.filter(isOne).flatMap((one): readonly JudgedPair[] =>
        [...one.ratings.values()].flatMap((b) => {
          const a = options.verdict(one);
          if (a !== null && b !== null) return [{ cluster: one.caseId, a, b }];
          if (a === null && b !== null) excluded++;
          return [];
        })
      );
      return binaryRows(pairs, {
        ...options,
        rated,
        criteria,
        comparison: "judge-physician",
        excluded,
      });
    }),
    ...scoreRows(rated, options),
  ];
}

function ceilingRows(rated: RatedCriteria, options: AgreementBootstrap): readonly AgreementRow[] {
  return SIGNS.flatMap(([criteria, isOne]) =>
    binaryRows(peoplePairs(rated.criteria.filter(isOne)), {
      ...options,
      symmetric: true,
      rated,
      criteria,
      comparison: "physician-physician",
      name: "physicians",
      excluded: 0,
    })
  );
}

interface Shared {
  readonly rated: RatedCriteria;
  readonly comparison: string;
  readonly name: string;
}

function binaryRows(
  pairs: readonly JudgedPair[],
  options: AgreementBootstrap & Shared & { readonly criteria: string; readonly excluded: number },
): readonly AgreementRow[] {
  const { rated, comparison, name, criteria, excluded, level, seed, symmetric = false } = options;
  const { measures, clusters } = clusteredAgreement({
    ...options,
    cells: cellsByCase(pairs, { symmetric }),
  });
  // Between equals there is no standard to be sensitive to, and no difference of rates.
  const shown = [...measures].filter(([measure]) =>
    !symmetric || !/^(sens|spec|bal|met_)/.test(measure)
  );
  return shown.map(([measure, { value, lo, hi, se, warnings }]): AgreementRow => {
    return {
      comparison,
      judge: name,
      criteria,
      measure,
      value,
      lo,
      hi,
      se,
      p: null,
      n: pairs.length,
      clusters,
      n_excluded: excluded,
      excluded_why: excluded === 0 ? null : `no verdict ${excluded}`,
      level,
      unit: measure === "met_rate_difference" ? "diff" : "prop",
      method: "agreement/cluster-bootstrap",
      seed,
      warnings: [rated.unmatched, ...warnings].filter((text) => text !== null).join("; ") || null,
      raters: rated.raters.length,
    };
  });
}

function scoreRows(rated: RatedCriteria, options: Judged): readonly AgreementRow[] {
  const { level, replicates, seed, name, verdict } = options;
  const judged = rated.criteria.map((one) => ({ ...one, judged: verdict(one) }));
  const answers = answerScores(judged).flatMap(({ criteria, judge, physician }) =>
    judge === null || physician === null
      ? []
      : [{ cluster: criteria[0]?.caseId ?? "", judge, physician }]
  );
  const none = answers.length === 0 ? "no answer is rated whole by a physician" : null;
  return SCORE_MEASURES.map(({ name: measure, unit, of }): AgreementRow => {
    const drawn = scoreAgreement(answers, {
      statistic: of,
      // Rank correlations of a draw cost more than counts: fewer of them keep it short.
      replicates: Math.min(replicates, 500),
      seed,
      level,
    });
    const warnings = [rated.unmatched, ...(none === null ? drawn.warnings : [none])];
    return {
      comparison: "judge-physician",
      judge: name,
      criteria: "scores of answers",
      measure,
      value: drawn.value,
      lo: drawn.lo,
      hi: drawn.hi,
      se: drawn.se,
      p: null,
      n: answers.length,
      clusters: drawn.clusters,
      n_excluded: 0,
      excluded_why: null,
      level,
      unit,
      method: drawn.method,
      seed: drawn.seed,
      warnings: warnings.filter((text) => text !== null).join("; ") || null,
      raters: rated.raters.length,
    };
  });
}
