import type { Frame } from "../frames/frame.ts";

/** One defensible way from replies to a number. */
export interface Pipeline {
  /** How an answer is read from a reply, or a verdict from a judge. */
  readonly extraction: string;
  /** What becomes of what failed. */
  readonly failures: string;
  /** Where negative scores by points end; null where there are none. */
  readonly clip: string | null;
  /** What weighs alike. */
  readonly weighting: string;
  /** What this toolkit does unless told. */
  readonly isDefault: boolean;
  /** What the reference evaluator does. */
  readonly isOfficial: boolean;
  /** The score of a row of the frame; null when it is left out. */
  readonly score: (row: number) => number | null;
  /** Which groups weigh alike: a column of the frame; null for none. */
  readonly groupBy: string | null;
}

/** No fault of the model: unknown. */
const INFRASTRUCTURE = [
  "not_run",
  "skipped",
  "failed",
  "media_missing",
  "context_cut",
  "ungraded",
];

interface Reading {
  readonly extraction: string;
  readonly clip: string | null;
  /** Null when unknown. */
  readonly score: (row: number) => number | null;
  /** Whether there is an answer of that reading. */
  readonly answered: (row: number) => boolean;
  readonly isDefault: boolean;
  readonly isOfficial: boolean;
}

/**
 * All combinations of how answers are read, what becomes of failures, where scores are clipped, and what weighs alike,
 * as far as the frame has what they need.
 */
export function pipelines(frame: Frame): Pipeline[] {
  const isQuestions = frame.columns.includes("item");
  const has = (name: string): boolean =>
    frame.columns.includes(name) && frame.getColumn(name).nullCount() < frame.height;
  const column = (name: string): readonly unknown[] =>
    has(name) ? frame.getColumn(name).toArray() : [];
  const outcomes = column("outcome");
  const unknown = (row: number): boolean => INFRASTRUCTURE.includes(String(outcomes[row]));
  const readings = isQuestions ? readAnswers(column, has) : readCases(column, has);
  const failures = [
    {
      name: "left out",
      score: (row: number, reading: Reading) => unknown(row) ? null : reading.score(row),
    },
    {
      name: "wrong",
      score: (row: number, reading: Reading) => unknown(row) ? 0 : reading.score(row) ?? 0,
    },
    ...(isQuestions
      ? [{
        name: "answered only",
        score: (row: number, reading: Reading) =>
          unknown(row) || !reading.answered(row) ? null : reading.score(row),
      }]
      : []),
  ];
  const weightings = [
    ...(isQuestions ? [{ name: "questions", groupBy: null }] : []),
    { name: "cases", groupBy: null },
    ...(isQuestions && !has("points") ? [{ name: "whole cases", groupBy: null }] : []),
    ...(["level1", "month", "theme"] as const).filter(has)
      .map((name) => ({ name: NAMES[name], groupBy: name })),
  ];
  return readings.flatMap((reading) =>
    failures.flatMap((failure) =>
      weightings.map(({ name, groupBy }, place) => ({
        extraction: reading.extraction,
        failures: failure.name,
        clip: reading.clip,
        weighting: name,
        groupBy,
        isDefault: reading.isDefault && failure.name === "left out" && place === 0,
        isOfficial: reading.isOfficial && failure.name === "wrong" && place === 0,
        score: (row: number) => failure.score(row, reading),
      }))
    )
  );
}

const NAMES = { level1: "chapters", month: "months", theme: "themes" };

type ReadColumn = (name: string) => readonly unknown[];
type HasColumn = (name: string) => boolean;

function readAnswers(column: ReadColumn, has: HasColumn): Reading[] {
  const [scores, rules, officials] = ["score", "letter_rule", "official_score"].map(column);
  const [strict, official] = ["strict_answer", "official_answer"].map(column);
  const isBoxed = (row: number): boolean => rules?.[row] === "boxed";
  const answers = has("strict_answer");
  return [
    {
      extraction: "strict",
      clip: null,
      score: (row) => numberOrNull(scores?.[row]),
      answered: (row) => !answers || typeof strict?.[row] === "string",
      isDefault: true,
      isOfficial: false,
    },
    ...(has("letter_rule")
      ? [{
        extraction: "boxed only",
        clip: null,
        score: (row: number) => isBoxed(row) ? numberOrNull(scores?.[row]) : 0,
        answered: isBoxed,
        isDefault: false,
        isOfficial: false,
      }]
      : []),
    {
      extraction: "official",
      clip: null,
      score: (row) => numberOrNull(officials?.[row]),
      answered: (row) => !answers || typeof official?.[row] === "string",
      isDefault: false,
      isOfficial: true,
    },
  ];
}

function readCases(column: ReadColumn, has: HasColumn): Reading[] {
  const [scores, plain, officials] = ["score", "unclipped_score", "official_score"].map(column);
  const byPoints = has("unclipped_score");
  const answered = (): boolean => true;
  const [clean, clipless] = [scores, plain].map((values) => (row: number) =>
    numberOrNull(values?.[row])
  );
  const official = (row: number): number | null => numberOrNull(officials?.[row]);
  const clipped = (row: number): number | null => {
    const score = official(row);
    return score === null ? null : Math.min(1, Math.max(0, score));
  };
  const missing = (): null => null;
  const plainly = { answered, isDefault: false, isOfficial: false, score: clean ?? missing };
  if (!byPoints) {
    return [
      { ...plainly, extraction: "strict", clip: null, isDefault: true },
      { ...plainly, extraction: "official", clip: null, isOfficial: true, score: official },
    ];
  }
  const [read, told] = ["clean verdicts", "official verdicts"] as const;
  const [each, never] = ["in each case", "not at all"] as const;
  return [
    { ...plainly, extraction: read, clip: each, isDefault: true },
    { ...plainly, extraction: read, clip: never, score: clipless ?? missing },
    { ...plainly, extraction: told, clip: each, score: clipped },
    { ...plainly, extraction: told, clip: never, score: official, isOfficial: true },
  ];
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
