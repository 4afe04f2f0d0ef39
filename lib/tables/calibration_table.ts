import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { calibration } from "../stats/judges/calibration.ts";
import { calibrationSlope } from "../stats/judges/calibration_slope.ts";
import { riskCoverage } from "../stats/judges/risk_coverage.ts";
import { pcg32 } from "../stats/resampling/pcg32.ts";
import { quantile } from "../stats/special/quantile.ts";
import { columnOf, ESTIMATE_COLUMNS, type EstimateCells } from "./_estimate_columns.ts";
import { requireColumns } from "./_score_rows.ts";

/** How to resample. */
export interface CalibrationTableOptions {
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Bootstrap resamples of cases; default 200. */
  readonly replicates?: number;
  /** Seed; default 42. */
  readonly seed?: number;
}

interface CalibrationRow extends EstimateCells {
  readonly run: string;
  readonly measure: string;
}

interface Stated {
  readonly cluster: string;
  readonly p: number;
  readonly y: number;
}

const COLUMNS: readonly Column<CalibrationRow>[] = [
  columnOf("run", "string", "Whose confidence"),
  columnOf(
    "measure",
    "string",
    "brier = miscalibration - discrimination + uncertainty (CORP); ece: ten equal bins; auroc; slope, intercept: on log odds; aurc: mean risk over coverages",
  ),
  ...ESTIMATE_COLUMNS,
];

const MEASURES = [
  ["brier", "squared error"],
  ["miscalibration", "squared error"],
  ["discrimination", "squared error"],
  ["uncertainty", "squared error"],
  ["ece", "prop"],
  ["auroc", "prop"],
  ["aurc", "prop"],
] as const;

type Measured = Readonly<Record<(typeof MEASURES)[number][0], number | null>>;

/**
 * How honest stated or measured confidence is, run by run: Brier score with its parts, expected calibration error, AUROC,
 * calibration slope, and the area under the risk-coverage curve.
 *
 * `frame` has `run`, `case_id`, `confidence` (in [0,1]) and `correct` (1 or 0), as `selfConsistency` and
 * `judgeConfidence` give, or any frame of one's own. Rows without either are left out and counted. Intervals: percentiles
 * of a bootstrap over cases; none for slope and intercept, whose standard error is of the model.
 *
 * Throws `RangeError` for a frame without the columns, or a confidence outside [0,1].
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { calibrationTable, questionsFrame, selfConsistency } from "@rounds/rounds";
 *
 * assert.equal(calibrationTable(selfConsistency(questionsFrame([]))).height, 0);
 * ```
 */
export function calibrationTable(frame: Frame, options: CalibrationTableOptions = {}): Frame {
  const { level = 0.95, replicates = 200, seed = 42 } = options;
  requireColumns(frame, ["run", "case_id", "confidence", "correct"]);
  const read = frame.select("run", "case_id", "confidence", "correct").toRecords();
  const groups = Map.groupBy(read, (row) => String(row["run"]));
  const rows = [...groups].flatMap(([run, own]) => {
    const stated = own.flatMap((row): readonly Stated[] => {
      const [p, y] = [row["confidence"], row["correct"]];
      if (typeof p !== "number" || (typeof y !== "number" && typeof y !== "boolean")) return [];
      if (!(p >= 0 && p <= 1)) {
        throw new RangeError(
          `the confidence of ${run} in case ${row["case_id"]} is ${p}, expected 0 to 1`,
        );
      }
      return [{ cluster: String(row["case_id"]), p, y: Number(y) }];
    });
    return rowsOf(stated, { run, level, replicates, seed, excluded: own.length - stated.length });
  });
  return buildFrame({
    name: "calibration",
    columns: COLUMNS,
    describeRow: ({ run, measure }) => `${run}, ${measure}`,
  }, rows);
}

function rowsOf(
  stated: readonly Stated[],
  { run, level, replicates, seed, excluded }: Required<CalibrationTableOptions> & {
    readonly run: string;
    readonly excluded: number;
  },
): readonly CalibrationRow[] {
  const clusters = [...Map.groupBy(stated, ({ cluster }) => cluster).values()];
  const value = measure(stated);
  const random = pcg32({ seed });
  const draws = clusters.length < 2 ? [] : Array.from(
    { length: replicates },
    () => measure(clusters.flatMap(() => clusters[random.below(clusters.length)] ?? [])),
  );
  const shared = {
    run,
    p: null,
    n: stated.length,
    clusters: clusters.length,
    n_excluded: excluded,
    excluded_why: excluded === 0 ? null : `no confidence or no known score ${excluded}`,
    level,
  };
  const few = clusters.length < 10
    ? [`${clusters.length} cases: a bootstrap is poor below 10`]
    : [];
  const missing = stated.length === 0 ? "no data" : "not defined: the outcomes do not vary";
  const tail = (1 - level) / 2;
  const slope = calibrationSlope({ p: stated.map(({ p }) => p), y: stated.map(({ y }) => y) });
  return [
    ...MEASURES.map(([name, unit]): CalibrationRow => {
      const known = Float64Array.from(draws.flatMap((draw) => draw[name] ?? [])).sort();
      const mean = known.reduce((sum, x) => sum + x, 0) / known.length;
      const squares = known.reduce((sum, x) => sum + (x - mean) ** 2, 0);
      const isFlat = known.length > 0 && (known.at(-1) ?? 0) - (known[0] ?? 0) <= 1e-12;
      const at = (p: number) =>
        value[name] === null || known.length === 0 || isFlat
          ? null
          : quantile(known, { p, sorted: true });
      return {
        ...shared,
        measure: name,
        value: value[name],
        lo: at(tail),
        hi: at(1 - tail),
        se: value[name] === null || known.length < 2
          ? null
          : Math.sqrt(squares / (known.length - 1)),
        unit,
        method: "calibration/cluster-bootstrap",
        seed,
        warnings: (value[name] === null
          ? [missing]
          : [...few, ...(isFlat ? ["every resample gives the same value: no interval"] : [])])
          .join("; ") || null,
      };
    }),
    ...(["slope", "intercept"] as const).map((name): CalibrationRow => ({
      ...shared,
      measure: name,
      value: name === "slope" ? slope.value : slope.intercept,
      lo: null,
      hi: null,
      se: name === "slope" ? slope.se : null,
      unit: "logit",
      method: slope.method,
      seed: null,
      warnings: slope.warnings.join("; ") || null,
    })),
  ];
}

function measure(rows: readonly Stated[]): Measured {
  const p = rows.map((row) => row.p);
  const all = calibration({ p, y: rows.map(({ y }) => y) });
  return {
    brier: all.value,
    miscalibration: all.miscalibration,
    discrimination: all.discrimination,
    uncertainty: all.uncertainty,
    ece: all.ece,
    auroc: all.auroc,
    aurc: riskCoverage({ confidence: p, correct: averaged(rows) }).value,
  };
}

/** Answers of equal confidence share their mean, so that their order does not matter. */
function averaged(rows: readonly Stated[]): number[] {
  const groups = Map.groupBy(rows, ({ p }) => p);
  const means = new Map(
    [...groups].map(([p, own]) => [p, own.reduce((sum, { y }) => sum + y, 0) / own.length]),
  );
  return rows.map(({ p }) => means.get(p) ?? 0);
}
