import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { krippendorffAlpha } from "../stats/judges/krippendorff_alpha.ts";
import { judgeNoise } from "../stats/judges/judge_noise.ts";
import { varianceComponents } from "../stats/judges/variance_components.ts";
import { wilson } from "../stats/uncertainty/wilson.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { scoreOf } from "./_answer_scores.ts";
import { columnOf, ESTIMATE_COLUMNS, type EstimateCells } from "./_estimate_columns.ts";
import { runsOf } from "./_run_keys.ts";
import { judgedCriteria } from "./_judged_criteria.ts";
import type { JudgedCriterion } from "../stats/judges/judged_criterion.ts";

/** What noise is measured on. */
export interface JudgeNoiseTableOptions {
  /** A `verdictsFrame`: every single verdict, repetitions too. */
  readonly verdicts: Frame;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

interface NoiseRow extends RunKey, EstimateCells {
  readonly judge: string;
  readonly measure: string;
}

const COLUMNS: readonly Column<NoiseRow>[] = [
  columnOf("judge", "string", "Who judged; panel for all of them"),
  columnOf(
    "measure",
    "string",
    "flip rate: criteria whose repeated verdicts differ; score sd: spread of a case score over repetitions; " +
      "alpha: Krippendorff's, between judges; g, phi: reliability of the panel's case scores; panel se: error of the mean with judges as a sample",
  ),
  ...ESTIMATE_COLUMNS,
];

/**
 * How much judges contradict themselves and each other, run by run.
 *
 * `frame` is a `criteriaFrame`. Per judge: share of criteria whose repeated verdicts differ (Wilson) and the mean spread of
 * the case score over repetitions, where a case was repeated whole. For a panel: Krippendorff's alpha of the single
 * verdicts, and g, φ and the error of the mean from the variance components of case × judge. What was not measured is
 * null with the reason. Throws `RangeError` for frames without the columns.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { criteriaFrame, judgeNoiseTable, verdictsFrame } from "@rounds/rounds";
 *
 * assert.equal(judgeNoiseTable(criteriaFrame([]), { verdicts: verdictsFrame([]) }).height, 0);
 * ```
 */
export function judgeNoiseTable(frame: Frame, options: JudgeNoiseTableOptions): Frame {
  const { level = 0.95 } = options;
  const { answers, judges, ids } = judgedCriteria(frame, options);
  const rows = [...runsOf(frame, ids).values()].flatMap((run): readonly NoiseRow[] => {
    const cases = [...answers.get(run.run_id)?.values() ?? []]
      .map(({ criteria }) => criteria.filter(({ fixed }) => fixed === null))
      .filter((own) => own.length > 0);
    const row = (judge: string, measure: string, found: Partial<NoiseRow>): NoiseRow => ({
      ...run,
      judge,
      measure,
      value: null,
      lo: null,
      hi: null,
      se: null,
      p: null,
      n: 0,
      clusters: cases.length,
      n_excluded: 0,
      excluded_why: null,
      level,
      unit: "prop",
      method: "judge-noise",
      seed: null,
      warnings: null,
      ...found,
    });
    return [
      ...judges.flatMap((judge, k) => [
        row(judge, "flip rate", flipOf(cases, { k, level })),
        row(judge, "score sd", spreadOf(cases, k)),
      ]),
      ...(judges.length < 2
        ? []
        : panelRows(cases, judges.length).map(({ measure, ...found }) =>
          row("panel", measure, found)
        )),
    ];
  });
  return buildFrame({
    name: "judge noise",
    columns: [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS],
    describeRow: ({ run, judge, measure }: NoiseRow) => `${run}, ${judge}, ${measure}`,
  }, rows);
}

type Cases = readonly (readonly JudgedCriterion[])[];

function flipOf(
  cases: Cases,
  { k, level }: { readonly k: number; readonly level: number },
): Partial<NoiseRow> {
  const repeated = cases.flat().map(({ met }) => (met[k] ?? []).filter((one) => one !== null))
    .filter((own) => own.length > 1);
  if (repeated.length === 0) return { warnings: "no verdict of this judge is repeated" };
  const differ = repeated.filter((own) => own.some((one) => one !== own[0])).length;
  const { p, lo, hi } = wilson({ x: differ, n: repeated.length, level });
  return { value: p, lo, hi, n: repeated.length, method: "judge-noise/wilson" };
}

function spreadOf(cases: Cases, k: number): Partial<NoiseRow> {
  const found = cases.flatMap((criteria) => {
    const met = criteria.map((one) => (one.met[k] ?? []).filter((verdict) => verdict !== null));
    const repeats = Math.min(...met.map((own) => own.length));
    if (repeats < 2) return [];
    const { sd } = judgeNoise({
      met: met.map((own) => own.slice(0, repeats)),
      points: criteria.map(({ points }) => points),
    });
    return sd === null ? [] : [sd];
  });
  if (found.length === 0) {
    return { unit: "score", warnings: "no case is repeated whole by this judge" };
  }
  return {
    value: found.reduce((sum, sd) => sum + sd, 0) / found.length,
    n: found.length,
    clusters: found.length,
    unit: "score",
    warnings: "unclipped scores; verdicts of one case are taken as they came",
  };
}

function panelRows(
  cases: Cases,
  judges: number,
): readonly (Partial<NoiseRow> & { readonly measure: string })[] {
  const criteria = cases.flat();
  const alpha = krippendorffAlpha({
    ratings: Array.from(
      { length: judges },
      (_, k) => criteria.map(({ met }) => met[k]?.[0] ?? null),
    ),
  });
  const scores = cases.map((own) =>
    Array.from({ length: judges }, (_, k) => scoreOf(own, ({ met }) => met[k]?.[0] ?? null))
  );
  const whole = scores.filter((own) => own.every((score) => score !== null));
  const parts = varianceComponents({ scores: whole, panels: [judges] });
  const shared = {
    n: whole.length,
    clusters: whole.length,
    n_excluded: scores.length - whole.length,
    excluded_why: scores.length === whole.length ? null : "a judge gave no verdict",
    method: parts.method,
    warnings: parts.warnings.join("; ") || null,
  };
  return [
    {
      measure: "alpha",
      value: alpha.value,
      n: alpha.n,
      n_excluded: alpha.nExcluded,
      excluded_why: alpha.nExcluded === 0 ? null : "fewer than two verdicts",
      unit: "alpha",
      method: alpha.method,
      warnings: alpha.warnings.join("; ") || null,
    },
    { measure: "g", value: parts.panels[0]?.g ?? null, unit: "coefficient", ...shared },
    { measure: "phi", value: parts.panels[0]?.phi ?? null, unit: "coefficient", ...shared },
    { measure: "panel se", value: parts.se, unit: "score", ...shared },
  ];
}
