import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { selfPreference } from "../stats/judges/self_preference.ts";
import { verbosityBias } from "../stats/judges/verbosity_bias.ts";
import { answerScores } from "./_answer_scores.ts";
import { columnOf, ESTIMATE_COLUMNS, type EstimateCells } from "./_estimate_columns.ts";
import { ratedCriteria, type RatedCriterion } from "./_rated_criteria.ts";
import { requireColumns } from "./_score_rows.ts";

/** What biases are looked for, and against whom. */
export interface JudgeBiasTableOptions {
  /** A `casesFrame`: how long each answer is. */
  readonly cases: Frame;
  /** A `ratingsFrame`: what physicians say of the same answers. */
  readonly ratings: Frame;
  /** A `verdictsFrame`: the single judges, for self-preference. */
  readonly verdicts?: Frame;
  /** Family of each judge and model by name, for self-preference. */
  readonly families?: Readonly<Record<string, string>>;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

interface BiasRow extends EstimateCells {
  readonly bias: string;
  readonly term: string;
}

const COLUMNS: readonly Column<BiasRow>[] = [
  columnOf("bias", "string", "verbosity or self-preference"),
  columnOf(
    "term",
    "string",
    "judge, all answers; judge, rated answers; physicians; judge less physicians: only that is bias",
  ),
  ...ESTIMATE_COLUMNS,
];

/**
 * Does the judge like long answers, or its own family, more than physicians do?
 *
 * `frame` is a `criteriaFrame`. Verbosity: change of the score when an answer is twice as long, within a case over models
 * (CR1, clustered by case); for the judge, for physicians on the same answers, and the difference, which alone is bias.
 * Self-preference: what a single judge gives its own family more than physicians do; needs `verdicts` of several judges,
 * `families`, and rated answers. Order and batch effects need pairs judged both ways: see `positionBias`.
 *
 * Throws `RangeError` for frames without the columns.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { casesFrame, criteriaFrame, judgeBiasTable, ratingsFrame } from "@rounds/rounds";
 *
 * const table = judgeBiasTable(criteriaFrame([]), { cases: casesFrame([]), ratings: ratingsFrame([]) });
 * assert.ok(table.toRecords().every((row) => row["value"] === null));
 * ```
 */
export function judgeBiasTable(frame: Frame, options: JudgeBiasTableOptions): Frame {
  const { level = 0.95, families } = options;
  const rated = ratedCriteria(frame, options);
  const lengths = lengthsOf(options.cases);
  const answers = answerScores(rated.criteria).flatMap(({ criteria, judge, physician, people }) => {
    const [first] = criteria;
    if (first === undefined) return [];
    const length = lengths.get(JSON.stringify([first.run.run_id, first.caseId, first.trial])) ??
      null;
    return [{ criteria, judge, physician, people, first, length }];
  });
  type Answer = (typeof answers)[number];
  const slope = (term: string, score: (answer: Answer) => number | null): BiasRow => {
    const known = answers.flatMap((answer) => {
      const value = score(answer);
      return value === null || answer.length === null || answer.length <= 0
        ? []
        : [{ value, length: answer.length, cluster: answer.first.caseId }];
    });
    const fit = verbosityBias({
      score: known.map(({ value }) => value),
      length: known.map(({ length }) => length),
      cluster: known.map(({ cluster }) => cluster),
      level,
    });
    const wanted = answers.filter((answer) => score(answer) !== null).length;
    return {
      bias: "verbosity",
      term,
      ...fit,
      n_excluded: wanted - known.length,
      excluded_why: wanted === known.length ? null : `length unknown ${wanted - known.length}`,
      unit: "score per doubling of the length",
      seed: null,
      // Physicians stand in a row of their own.
      warnings: fit.warnings.filter((text) => !text.startsWith("bias only beside")).join("; ") ||
        null,
    };
  };
  const both = ({ judge, physician }: Answer) =>
    judge === null || physician === null ? null : { judge, physician };
  const rows = [
    slope("judge, all answers", ({ judge }) => judge),
    slope("judge, rated answers", (answer) => both(answer)?.judge ?? null),
    slope("physicians", (answer) => both(answer)?.physician ?? null),
    slope("judge less physicians", (answer) => {
      const scores = both(answer);
      return scores === null ? null : scores.judge - scores.physician;
    }),
    ...(families === undefined || options.verdicts === undefined
      ? []
      : [preference(answers, { judges: rated.judges, families, level })]),
  ];
  return buildFrame({
    name: "judge bias",
    columns: COLUMNS,
    describeRow: ({ bias, term }) => `${bias}, ${term}`,
  }, rows);
}

function preference(
  answers: readonly {
    readonly criteria: readonly RatedCriterion[];
    readonly physician: number | null;
    readonly first: RatedCriterion;
  }[],
  { judges, families, level }: {
    readonly judges: readonly string[];
    readonly families: Readonly<Record<string, string>>;
    readonly level: number;
  },
): BiasRow {
  let unknown = 0;
  const known = answers.flatMap(({ criteria, physician, first }) => {
    if (physician === null) return [];
    return judges.flatMap((name) => {
      const [own] = answerScores(
        criteria.map((one) => ({ ...one, judged: one.verdicts.get(name) ?? null })),
      );
      const judgeFamily = families[name];
      const modelFamily = families[first.run.model];
      if (own === undefined || own.judge === null) return [];
      if (judgeFamily === undefined || modelFamily === undefined) {
        unknown++;
        return [];
      }
      return [{ score: own.judge, physician, judgeFamily, modelFamily, cluster: first.caseId }];
    });
  });
  const isSame = known.map((one) => one.judgeFamily === one.modelFamily);
  const base = {
    bias: "self-preference",
    term: "judge less physicians",
    n_excluded: unknown,
    excluded_why: unknown === 0 ? null : `family unknown ${unknown}`,
    unit: "score",
    seed: null,
    level,
  };
  if (!isSame.includes(true) || !isSame.includes(false)) {
    return {
      ...base,
      value: null,
      lo: null,
      hi: null,
      se: null,
      p: null,
      n: known.length,
      clusters: null,
      method: "self-preference/cr1",
      warnings: "no rated answer is judged both by its own family and by another",
    };
  }
  const fit = selfPreference({
    score: known.map(({ score }) => score),
    physician: known.map(({ physician }) => physician),
    judgeFamily: known.map(({ judgeFamily }) => judgeFamily),
    modelFamily: known.map(({ modelFamily }) => modelFamily),
    cluster: known.map(({ cluster }) => cluster),
    level,
  });
  return { ...base, ...fit, warnings: fit.warnings.join("; ") || null };
}

function lengthsOf(cases: Frame): ReadonlyMap<string, number> {
  const names = ["run_id", "case_id", "trial", "output_tokens"];
  requireColumns(cases, names);
  return new Map(
    cases.select(...names).toRecords().flatMap((row) =>
      typeof row["output_tokens"] === "number"
        ? [
          [
            JSON.stringify([row["run_id"], row["case_id"], Number(row["trial"])]),
            row["output_tokens"],
          ] as const,
        ]
        : []
    ),
  );
}
